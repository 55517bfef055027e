#pragma once

namespace batterisk::viewmodel {

/// To be called where a job begins to compute. The start of a Qt program leaves the upper halves of the AVX registers
/// in use, threads inherit that, and on Intel processors every SSE instruction then waits for them: a study took eight
/// times as long (measured).
#if defined(__x86_64__)
__attribute__((target("avx"))) inline void zero_upper_halves() {
  __builtin_ia32_vzeroupper();
}
inline void clean_vector_state() {
  if (__builtin_cpu_supports("avx")) zero_upper_halves();
}
#else
inline void clean_vector_state() {}
#endif

}  // namespace batterisk::viewmodel
