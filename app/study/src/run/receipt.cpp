#include "run/receipt.hpp"

#include "batterisk/study/dossier/version.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/sha256.hpp"

namespace batterisk::study {

Receipt make_receipt(StudyResult& result, const LayerWatch& layers) {
  Receipt receipt;
  receipt.program_version = version();
  receipt.commit = commit();
  receipt.compiler = compiler();
  receipt.flags = compile_flags();
  receipt.files.push_back({"dossier", file_name(result.dossier.path), result.dossier.sha256});
  for (const RuleFile& file : result.rules->files) receipt.files.push_back({"regels", file.id, file.sha256});
  if (!result.dossier.weather_table.empty()) {
    receipt.files.push_back({"weer", result.dossier.weather_table_shown, sha256_of_file(result.dossier.weather_table)});
  }
  const std::map<std::string, std::string> hashes = layers.hashes();
  for (LayerReport& report : result.surroundings.reports) {
    if (const auto hash = hashes.find(report.path); hash != hashes.end()) report.sha256 = hash->second;
  }
  for (const auto& [path, hash] : hashes) receipt.files.push_back({"laag", path, hash});
  std::string all = receipt.program_version + receipt.commit;
  for (const ReceiptFile& file : receipt.files) all += "\n" + file.soort + " " + file.naam + " " + file.sha256;
  // What the command line can change is part of the run too.
  const Dossier& dossier = result.dossier;
  all += "\npeildatum " + iso_date(dossier.peildatum);
  if (dossier.aanvraagdatum) all += "\naanvraagdatum " + iso_date(*dossier.aanvraagdatum);
  all += "\nregelset " + result.rules->id;
  for (const auto& key : result.used_keys) {
    if (key->rule_set == "dossier") all += "\n" + key->key + "=" + key->waarde + " " + key->eenheid;
  }
  if (result.groepsrisico) all += "\ngroepsrisico";
  receipt.run_hash = sha256(all);
  return receipt;
}

}  // namespace batterisk::study
