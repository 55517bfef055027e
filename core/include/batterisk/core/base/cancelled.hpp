#pragma once

#include <exception>

namespace batterisk {

/// Thrown where work ends because a stop was asked for.
struct Cancelled : std::exception {};

}  // namespace batterisk
