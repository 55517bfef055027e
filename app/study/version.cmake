# Writes OUTPUT with the version and the commit of SOURCE.
cmake_minimum_required(VERSION 3.25)
find_program(GIT git)
set(commit "onbekend")
if(GIT)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --short=12 HEAD OUTPUT_VARIABLE head
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(commit "${head}")
    execute_process(COMMAND ${GIT} -C ${SOURCE} status --porcelain OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      string(APPEND commit "+")
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY
     CONTENT "#pragma once\n#define BATTERISK_VERSION \"@VERSION@\"\n#define BATTERISK_COMMIT \"@commit@\"\n")
