#pragma once

#include "context.hpp"

#include <string>

namespace batterisk::cli {

// Each command returns its exit code; broken input leaves as an InputError.
int run(const Context& context, const std::string& dossier, const std::string& output, const std::string& fail_on);
int check(const Context& context, const std::string& dossier);
int explain(const Context& context, const std::string& dossier, const std::string& at);
int scenarios(const Context& context, const std::string& dossier, bool dot);
int write_template(const Context& context, const std::string& output);
int schema(const Context& context, bool codebook);
int rules_list(const Context& context);
int rules_show(const Context& context, const std::string& id, const std::string& key);
int rules_check(const Context& context);
int rules_todo(const Context& context, const std::string& id);

}  // namespace batterisk::cli
