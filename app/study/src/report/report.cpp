#include "report/merged_rows.hpp"
#include "report/report_writer.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/study/map/map_furniture.hpp"
#include "batterisk/study/map/map_style.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

std::string label_sentence(const ReportWriter& w) {
  switch (w.result.label) {
    case Label::ConformRegelset:
      return w.text("conform de regelset", "conforms to the rule set");
    case Label::EigenReferentiemethode:
      return w.text("eigen referentiemethode", "own reference method");
    case Label::Indicatief:
      return w.text("indicatief", "indicatief (indicative)");
  }
  return "";
}

std::string place_text(const StudyResult& r) {
  Box box;
  for (const Site& site : r.dossier.sites) {
    for (const RdPoint p : site.boundary.outer) box.add(p);
  }
  return fmt::format("RD {:.0f}, {:.0f} (EPSG:28992)", (box.min.x + box.max.x) / 2.0,
                     (box.min.y + box.max.y) / 2.0);
}

void write_title(ReportWriter& w) {
  const StudyResult& r = w.result;
  Report& report = w.report;
  const auto or_not_given = [&](const std::string& value) {
    return value.empty() ? w.text("niet opgegeven", "not given") : value;
  };
  report.title = r.dossier.name.empty() ? w.text("Zonder naam", "Without a name") : r.dossier.name;
  report.subtitle = w.text("Externe veiligheid: plaatsgebonden risico en aandachtsgebieden",
                           "External safety: plaatsgebonden risico and aandachtsgebieden");
  report.labels = standing_labels(r);
  const auto fact = [&](std::string name, std::string value) {
    report.identity.rows.emplace_back(std::move(name), std::move(value));
  };
  fact(w.text("Project", "Project"), report.title);
  fact(w.text("Plaats", "Place"), place_text(r));
  fact(w.text("Aanvrager", "Applicant"), or_not_given(r.dossier.applicant));
  fact(w.text("Opsteller", "Author"), or_not_given(r.dossier.author));
  fact(w.text("Status van het document", "Status of the document"), r.dossier.status);
  fact("Peildatum", iso_date(r.dossier.peildatum));
  fact("Aanvraagdatum", r.dossier.aanvraagdatum ? iso_date(*r.dossier.aanvraagdatum) : or_not_given(""));
  fact(w.text("Regelset", "Rule set"), r.rules->id);
  fact(w.text("Status van de norm", "Standing of the norm"), normstatus_word(norm_status(*r.rules), w.options.language));
  fact(w.text("Aard van het resultaat", "Nature of the result"), label_sentence(w));
  fact(w.text("Programma", "Program"), fmt::format("Batterisk {} ({})", r.receipt.program_version, r.receipt.commit));
  fact(w.text("Kenmerk van de berekening", "Identity of the run"), r.receipt.run_hash);
  if (r.label != Label::ConformRegelset) {
    report.statement = w.text(
        "Dit is geen berekening als bedoeld in artikel 8.5 of 8.7 van de Omgevingsregeling. De methode is de eigen "
        "methode van Batterisk; niets hierin is van of door het RIVM. Dit rapport is geen juridisch advies.",
        "This is not a calculation as meant in article 8.5 or 8.7 of the Omgevingsregeling. The method is Batterisk's "
        "own; nothing in it is from or by RIVM. This report is not legal advice.");
  } else {
    report.statement = w.text("Dit rapport is geen juridisch advies.", "This report is not legal advice.");
  }
  report.footer = fmt::format("batterisk {} ({}) · run {} · {} · peildatum {}", r.receipt.program_version,
                              r.receipt.commit, r.receipt.run_hash.substr(0, 12), r.rules->id,
                              iso_date(r.dossier.peildatum));
  report.date = iso_date(r.dossier.peildatum);
}

std::string spaced(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

}  // namespace

// The decimal point of a text made for files, as people write it.
std::string localized(std::string text, Language language) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 1; language == Language::Nl && i < text.size(); ++i) {
    if (text[i] == '.' && digit(i - 1) && digit(i + 1)) text[i] = ',';
  }
  return text;
}

ReportWriter::ReportWriter(const StudyResult& of, const ReportOptions& with)
    : result{of}, options{with}, tables_{result_tables(of)} {
  report.language = with.language;
}

std::string ReportWriter::text(std::string_view nl, std::string_view en) const {
  return std::string{options.language == Language::Nl ? nl : en};
}

void ReportWriter::chapter(std::string number, std::string title, bool new_page) {
  report.sections.push_back({std::move(number), std::move(title), true, new_page, {}});
}

void ReportWriter::paragraph(std::string number, std::string title) {
  report.sections.push_back({std::move(number), std::move(title), false, false, {}});
}

void ReportWriter::add(ReportBlock block) {
  report.sections.back().blocks.push_back(std::move(block));
}

void ReportWriter::add_table(std::string id, std::string caption, std::vector<ReportColumn> columns,
                             std::vector<std::vector<std::string>> rows, std::string empty) {
  const std::string numbered =
      fmt::format("{} {}. {}", text("Tabel", "Table"), ++table_number_, std::move(caption));
  add(ReportTable{std::move(id), numbered, std::move(columns), std::move(rows), std::move(empty)});
}

void ReportWriter::add_table(std::string_view name, std::string caption,
                             const std::vector<PickedColumn>& picked, std::string empty, Alike alike) {
  const gis::FeatureTable& from = table(name);
  std::vector<ReportColumn> columns;
  std::vector<std::size_t> at;
  for (const PickedColumn& column : picked) {
    const auto field = std::find_if(from.fields.begin(), from.fields.end(),
                                    [&](const gis::Field& f) { return f.name == column.field; });
    if (field == from.fields.end()) throw std::logic_error("report: no column " + std::string{column.field});
    at.push_back(static_cast<std::size_t>(field - from.fields.begin()));
    const bool words = column.shown == Shown::Text || column.shown == Shown::Numbers || column.shown == Shown::Word || column.shown == Shown::YesNo;
    columns.push_back({column.head, column.weight, !words});
  }
  std::vector<std::vector<std::string>> rows;
  for (const gis::Row& row : from.rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < picked.size(); ++i) cells.push_back(shown(row.values[at[i]], picked[i].shown));
    rows.push_back(std::move(cells));
  }
  if (alike == Alike::Together) rows = merged_rows(std::move(rows), options.language);
  add_table(std::string{name}, std::move(caption), std::move(columns), std::move(rows), std::move(empty));
}

void ReportWriter::add_figure(ReportFigure figure) {
  figure.caption = fmt::format("{} {}. {}", text("Figuur", "Figure"), ++figure_number_, figure.caption);
  add(std::move(figure));
}

void ReportWriter::add_verdict() {
  const std::string word = oordeel_word(result.eindoordeel, options.language);
  std::string sentence = verdict_sentence(result, options.language);
  if (sentence.rfind(word + ": ", 0) == 0) sentence.erase(0, word.size() + 2);
  sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
  sentence += " " + text("Grondslag: ", "Basis: ") + verdict_basis(result, options.language) + ".";
  add(ReportVerdict{{10.0, 10.0, map_style::verdict_sign(result.eindoordeel, {5.0, 5.0}, 4.2), options.language}, word, sentence});
}

const gis::FeatureTable& ReportWriter::table(std::string_view name) const {
  const auto found =
      std::find_if(tables_.begin(), tables_.end(), [&](const gis::FeatureTable& t) { return t.name == name; });
  if (found == tables_.end()) throw std::logic_error("report: no table " + std::string{name});
  return *found;
}

std::string ReportWriter::shown(const gis::Value& value, Shown how) const {
  if (std::holds_alternative<std::monostate>(value)) return "–";
  if (const auto* word = std::get_if<std::string>(&value)) {
    if (word->empty()) return "–";
    if (how == Shown::Numbers) return localized(*word, options.language);
    return how == Shown::Word ? spaced(*word) : *word;
  }
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? text("ja", "yes") : text("nee", "no");
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  const double number = std::get<double>(value);
  switch (how) {
    case Shown::Distance:
      return decimal(number, 1, options.language);
    case Shown::Coordinate:
    case Shown::Share:
      return decimal(number, 2, options.language);
    case Shown::PerYear:
      return scientific(number, 3, options.language);
    default:
      return decimal(number, 0, options.language);
  }
}

std::string ReportWriter::zone_name(const ZoneResult& zone) const {
  return study::zone_name(zone.zone, options.language);
}

std::string ReportWriter::description(const Scenario& scenario) const {
  const auto& tree = result.rules->event_tree;
  const auto branch = std::find_if(tree.begin(), tree.end(),
                                   [&](const EventBranch& b) { return b.scenario == to_string(scenario.kind); });
  if (branch == tree.end()) return text("eigen scenario", "own scenario");
  return options.language == Language::Nl ? branch->omschrijving_nl : branch->omschrijving_en;
}

Report make_report(const StudyResult& result, const ReportOptions& options, const std::stop_token& stop) {
  ReportWriter writer{result, options};
  for (const auto write : {write_title, write_summary, write_question, write_activity, write_starting_points, write_scenarios,
                           write_effects, write_risk, write_areas, write_objects, write_uncertainty, write_conclusion,
                           write_annexes}) {
    if (stop.stop_requested()) throw Cancelled{};
    write(writer);
  }
  return std::move(writer.report);
}

}  // namespace batterisk::study
