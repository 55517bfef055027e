// Preloaded into a program: kills it just before the call of the file system whose number BATTERISK_KILL_AT says, so that
// every place where a run can end is tried. Without it the calls are counted into the file that BATTERISK_KILL_COUNT names.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static void step(void) {
  const long now = atomic_fetch_add(&calls, 1) + 1;
  const char* at = getenv("BATTERISK_KILL_AT");
  if (at && now == atol(at)) kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void report(void) {
  const char* path = getenv("BATTERISK_KILL_COUNT");
  FILE* file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

int rename(const char* a, const char* b) { step(); return REAL(int, rename, const char*, const char*)(a, b); }
int renameat(int d, const char* a, int e, const char* b) { step(); return REAL(int, renameat, int, const char*, int, const char*)(d, a, e, b); }
int renameat2(int d, const char* a, int e, const char* b, unsigned f) { step(); return REAL(int, renameat2, int, const char*, int, const char*, unsigned)(d, a, e, b, f); }
int link(const char* a, const char* b) { step(); return REAL(int, link, const char*, const char*)(a, b); }
int linkat(int d, const char* a, int e, const char* b, int f) { step(); return REAL(int, linkat, int, const char*, int, const char*, int)(d, a, e, b, f); }
int unlink(const char* a) { step(); return REAL(int, unlink, const char*)(a); }
int unlinkat(int d, const char* a, int f) { step(); return REAL(int, unlinkat, int, const char*, int)(d, a, f); }
int remove(const char* a) { step(); return REAL(int, remove, const char*)(a); }
int rmdir(const char* a) { step(); return REAL(int, rmdir, const char*)(a); }
int mkdir(const char* a, mode_t m) { step(); return REAL(int, mkdir, const char*, mode_t)(a, m); }
int ftruncate(int fd, off_t n) { step(); return REAL(int, ftruncate, int, off_t)(fd, n); }
int fsync(int fd) { step(); return REAL(int, fsync, int)(fd); }
int fdatasync(int fd) { step(); return REAL(int, fdatasync, int)(fd); }
ssize_t write(int fd, const void* b, size_t n) { if (fd > 2) step(); return REAL(ssize_t, write, int, const void*, size_t)(fd, b, n); }

#define OPEN(name) \
  int name(const char* path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = va_arg(l, mode_t); va_end(l); } \
    if (flags & O_CREAT) step(); \
    return REAL(int, name, const char*, int, ...)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
