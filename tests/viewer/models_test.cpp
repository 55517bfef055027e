#include "application.hpp"

#include "support/paths.hpp"

#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/render/tile_grid.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/viewmodel/explainer.hpp"
#include "batterisk/viewmodel/findings_model.hpp"
#include "batterisk/viewmodel/form_model.hpp"
#include "batterisk/viewmodel/layer_model.hpp"
#include "batterisk/viewmodel/study_runner.hpp"
#include "batterisk/viewmodel/tile_scheduler.hpp"
#include "batterisk/viewmodel/what_if_model.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace batterisk;
using namespace batterisk::test;
using namespace batterisk::viewmodel;

namespace {

// The demo study, computed once for all cases here.
const std::shared_ptr<const render::MapScene>& demo() {
  static const VillageFolder folder;
  static const auto scene = render::map_scene(std::make_shared<const study::StudyResult>(
      study::run_study(load_dossier(folder.file("dossier.toml").toStdString()), load_rule_catalog(rules_folder()))));
  return scene;
}

}  // namespace

TEST_CASE("The table of buildings keeps the contract of models, sorts and filters") {
  start_application();
  FindingsModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.set_scene(demo());
  const study::StudyResult& result = *demo()->result;
  const auto affected = std::count_if(result.panden.begin(), result.panden.end(), [](const auto& p) { return p.getroffen; });
  CHECK(model.rowCount() == affected);
  // Worst first: the first row has the verdict of the study.
  model.sort(FindingsModel::Verdict, Qt::AscendingOrder);
  CHECK(model.index(0, FindingsModel::Verdict).data().toString() ==
        QString::fromStdString(study::oordeel_word(result.eindoordeel, study::Language::Nl)));
  model.sort(FindingsModel::Distance, Qt::AscendingOrder);
  double last = 0.0;
  for (int row = 0; row < model.rowCount(); ++row) {
    const auto pand = model.pand_at(row);
    CHECK(model.row_of(pand) == row);
    const auto found = std::find_if(result.panden.begin(), result.panden.end(), [&](const auto& p) { return p.pand == pand; });
    CHECK(found->afstand_m >= last);
    last = found->afstand_m;
  }
  model.set_filter({.affected_only = false, .oordeel = {}, .text = {}});
  CHECK(model.rowCount() == static_cast<int>(result.panden.size()));
  const QString id = model.index(3, FindingsModel::Id).data().toString();
  model.set_filter({.affected_only = false, .oordeel = {}, .text = id});
  CHECK(model.rowCount() == 1);
  model.set_filter({.affected_only = false, .oordeel = {}, .text = QStringLiteral("bestaat niet")});
  CHECK(model.rowCount() == 0);
  CHECK_FALSE(model.row_of(0));
  model.set_filter({.affected_only = false, .oordeel = Oordeel::AfwegingNodig, .text = {}});
  for (int row = 0; row < model.rowCount(); ++row) CHECK(model.index(row, FindingsModel::Verdict).data().toString() == QLatin1String("afweging nodig"));
  model.set_scene(nullptr);
  CHECK(model.rowCount() == 0);
}

TEST_CASE("Layers: check, move within their group, opacity") {
  start_application();
  LayerModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  QSignalSpy changes(&model, &LayerModel::layers_changed);
  const int parcels = model.rowCount() - 2;  // the background is the last
  CHECK(model.layers()[0].layer == render::MapLayer::Achtergrond);
  CHECK(model.layers()[1].layer == render::MapLayer::Percelen);
  REQUIRE(model.setData(model.index(parcels), Qt::Unchecked, Qt::CheckStateRole));
  CHECK_FALSE(model.layers()[1].visible);
  REQUIRE(model.setData(model.index(parcels), 0.3, LayerModel::OpacityRole));
  CHECK(model.layers()[1].opacity == 0.3);
  CHECK(model.move(parcels, -1));
  CHECK(model.layers()[1].layer == render::MapLayer::Gebouwen);
  CHECK_FALSE(model.move(parcels - 1, -1));  // out of the ground
  CHECK_FALSE(model.move(parcels, 1));       // below the background
  CHECK_FALSE(model.move(0, -1));
  CHECK(changes.count() == 3);
}

TEST_CASE("What-if values stay in their range, mark the study indicatief and go back") {
  start_application();
  const VillageFolder folder;
  Document document(folder.file("herstel"));
  REQUIRE(document.open(folder.file("dossier.toml")));
  WhatIfModel model(document);
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.set_result(*demo()->result, load_rule_catalog(rules_folder()));
  REQUIRE(model.rowCount() > 20);
  for (int row = 0; row < model.rowCount(); ++row) {
    INFO(model.index(row, WhatIfModel::Key).data().toString().toStdString());
    const auto& each = model.row(row);
    CHECK(model.at(row, 0.0) == Approx(each.low).margin(1e-12));
    CHECK(model.at(row, 1.0) == Approx(each.high).epsilon(0.01));
    CHECK_FALSE(model.set_value(row, each.high * 1.01 + 1.0));
  }
  int row = 0;
  while (model.index(row, WhatIfModel::Key).data(Qt::EditRole).toString() != QLatin1String("fire.k") && row + 1 < model.rowCount()) ++row;
  const double changed = model.at(row, model.position(row) < 0.5 ? 0.9 : 0.1);
  REQUIRE(model.set_value(row, changed));
  CHECK(model.value(row) == changed);
  CHECK(document.computed_dossier()->deviations.size() == 1);
  CHECK_FALSE(document.modified());
  const study::StudyResult result = study::run_study(*document.computed_dossier(), load_rule_catalog(rules_folder()));
  CHECK(result.label == study::Label::Indicatief);
  model.reset(row);
  CHECK(model.value(row) == model.row(row).rule_value);
  CHECK(document.computed_dossier() == document.dossier());
  QSignalSpy refused(&model, &WhatIfModel::refused);
  const auto typed = [&](const char* text) {
    return model.setData(model.index(row, WhatIfModel::Value), QString::fromUtf8(text), Qt::EditRole);
  };
  const std::pair<const char*, const char*> wrong[] = {{"veel", "D007"}, {"2.500", "2500 zijn of 2,5"}, {"1e9", "D008"}, {"2 kW", "D007"}};
  for (const auto& [text, said] : wrong) {
    INFO(text);
    CHECK_FALSE(typed(text));
    REQUIRE(refused.size() == 1);
    CHECK(refused.takeFirst().at(0).toString().contains(QString::fromUtf8(said)));
  }
  CHECK_FALSE(model.is_changed(row));
  const double within = model.at(row, 0.6);
  CHECK(typed(number_text(within).c_str()));
  CHECK(model.value(row) == within);
  CHECK(refused.isEmpty());
}

TEST_CASE("The form takes what is valid and says at the field what is not") {
  start_application();
  const VillageFolder folder;
  Document document(folder.file("herstel"));
  FormModel model(document);
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  REQUIRE(document.open(folder.file("dossier.toml")));
  const auto row_of = [&](const QString& name) {
    for (int row = 0; row < model.rowCount(); ++row) {
      if (model.index(row, FormModel::Name).data().toString() == name) return row;
    }
    return -1;
  };
  const auto value = [&](const QString& name) { return model.index(row_of(name), FormModel::Value); };
  CHECK(value(QStringLiteral("Energie van een eenheid")).data().toString() == QLatin1String("4,2 MWh"));
  CHECK(model.index(row_of(QStringLiteral("Energie van een eenheid")), FormModel::Hint).data().toString().contains(QLatin1String("kWh")));
  REQUIRE(model.setData(value(QStringLiteral("Energie van een eenheid")), QStringLiteral("5 MWh"), Qt::EditRole));
  CHECK(document.dossier()->units.front().total_energy->kwh() == Approx(5000.0));
  const std::string before = document.text();
  CHECK_FALSE(model.setData(value(QStringLiteral("Energie van een eenheid")), QStringLiteral("5 m"), Qt::EditRole));
  CHECK(document.text() == before);
  CHECK_FALSE(model.index(row_of(QStringLiteral("Energie van een eenheid")), FormModel::Message).data().toString().isEmpty());
  REQUIRE(model.setData(value(QStringLiteral("Auteur")), QStringLiteral("iemand"), Qt::EditRole));  // a key that was not there
  CHECK(document.dossier()->author == "iemand");
  CHECK(model.row_at(model.index(row_of(QStringLiteral("Auteur")), 0).data(FormModel::LineRole).toInt()) == row_of(QStringLiteral("Auteur")));
}

TEST_CASE("Of many runs the latest wins, and a cancelled one says nothing") {
  start_application();
  const VillageFolder folder;
  StudyRunner runner(std::make_shared<RuleStore>(rules_folder()));
  std::vector<std::string> names;
  QObject::connect(&runner, &StudyRunner::finished, [&](const auto& scene) { names.push_back(scene->result->dossier.name); });
  Dossier dossier = load_dossier(folder.file("klein.toml").toStdString());
  for (const char* name : {"een", "twee", "drie"}) {
    dossier.name = name;
    runner.run(std::make_shared<const Dossier>(dossier));
  }
  REQUIRE(wait_for([&] { return !runner.running(); }));
  CHECK(names == std::vector<std::string>{"drie"});
  runner.run(std::make_shared<const Dossier>(dossier));
  QSignalSpy cancelled(&runner, &StudyRunner::cancelled);
  runner.cancel();
  CHECK(cancelled.count() == 1);
  CHECK_FALSE(wait_for([&] { return names.size() > 1; }, 1.0));
}

TEST_CASE("Lines follow a change that goes on, and none comes after the result that was asked for later") {
  start_application();
  const VillageFolder folder;
  StudyRunner runner(std::make_shared<RuleStore>(rules_folder()));
  std::vector<std::string> order;
  std::size_t zones = 0;
  QObject::connect(&runner, &StudyRunner::finished, [&](const auto&) { order.emplace_back("result"); });
  QObject::connect(&runner, &StudyRunner::previewed, [&](const auto& preview) {
    order.emplace_back("lines");
    zones = preview->zones.size();
  });
  const auto dossier = std::make_shared<const Dossier>(load_dossier(folder.file("klein.toml").toStdString()));
  runner.preview(dossier);
  REQUIRE(wait_for([&] { return order == std::vector<std::string>{"lines"}; }));
  CHECK(zones == study::run_study(*dossier, load_rule_catalog(rules_folder())).zones.size());
  // Changes without end: each run is overtaken by the next, lines come all the same.
  order.clear();
  const auto change = [&] {
    runner.preview(dossier);
    runner.run(dossier);
  };
  REQUIRE(wait_for([&] {
    change();
    return std::count(order.begin(), order.end(), "lines") >= 3;
  }));
  REQUIRE(wait_for([&] { return !runner.running(); }));
  CHECK(order.back() == "result");
  CHECK_FALSE(wait_for([&] { return order.back() != "result"; }, 1.0));
}

TEST_CASE("A run that fails says why") {
  start_application();
  const VillageFolder folder;
  StudyRunner runner(std::make_shared<RuleStore>(folder.folder() / "geen-regels"));
  std::vector<Diagnostic> messages;
  QObject::connect(&runner, &StudyRunner::failed, [&](const std::vector<Diagnostic>& list) { messages = list; });
  runner.run(std::make_shared<const Dossier>(load_dossier(folder.file("klein.toml").toStdString())));
  REQUIRE(wait_for([&] { return !runner.running(); }));
  CHECK_FALSE(messages.empty());
}

TEST_CASE("The scheduler draws each tile once, drops those no longer wanted and keeps to its limit") {
  start_application();
  TileScheduler tiles;
  tiles.set_ground(demo()->ground, render::usual_layers());
  const Box box{{120200.0, 479800.0}, {120400.0, 479950.0}};
  const auto keys = render::tiles_in(box, 13);
  tiles.want(keys);
  tiles.want(keys);
  REQUIRE(wait_for([&] { return tiles.idle(); }));
  CHECK(tiles.counts().drawn == keys.size());
  CHECK(tiles.tile(keys.front()) != nullptr);
  tiles.want(keys);
  CHECK(tiles.idle());
  const auto finer = render::tiles_in(box, 16);
  tiles.want(finer);
  tiles.want({});
  CHECK(tiles.idle());
  CHECK(tiles.counts().cancelled == finer.size());
  // What a view needs stays, however large; the rest goes.
  tiles.set_limit(std::size_t{4} << 20U);
  const auto large = render::tiles_in(box, 15);
  REQUIRE(large.size() > 4);
  tiles.want(large);
  REQUIRE(wait_for([&] { return tiles.idle(); }));
  for (const render::TileKey& key : large) CHECK(tiles.tile(key) != nullptr);
  tiles.want(render::tiles_in(box, 11));
  REQUIRE(wait_for([&] { return tiles.idle(); }));
  CHECK(tiles.bytes() <= std::size_t{4} << 20U);
}

TEST_CASE("The explainer gives what the command line gives") {
  start_application();
  const VillageFolder folder;
  const auto dossier = std::make_shared<const Dossier>(load_dossier(folder.file("klein.toml").toStdString()));
  Explainer explainer(std::make_shared<RuleStore>(rules_folder()));
  explainer.set_dossier(dossier);
  std::shared_ptr<const study::PointExplanation> answer;
  QObject::connect(&explainer, &Explainer::answered, [&](const auto& given) { answer = given; });
  const RdPoint point{120300.0, 479900.0};
  explainer.ask({1.0, 1.0});
  explainer.ask(point);
  REQUIRE(wait_for([&] { return answer != nullptr; }));
  const RuleCatalog catalog = load_rule_catalog(rules_folder());
  CHECK(study::explain_json(*answer) == study::explain_json(study::explain_point(*dossier, catalog, point)));
  const QString html = explanation_html(*answer, catalog, study::Language::Nl);
  CHECK(html.contains(QString::fromStdString(study::scientific(answer->pr.pr.per_year(), 3, study::Language::Nl))));
  CHECK(html.contains(QLatin1String("href='regel:")));
}

TEST_CASE("The map in words names every zone with its reach, and the buildings that matter") {
  const QString words = map_in_words(*demo(), study::Language::Nl);
  for (const study::ZoneResult& zone : demo()->result->zones) {
    if (zone.polygons.empty()) continue;
    CHECK(words.contains(QString::fromStdString("reikt tot " + study::decimal(zone.grootste_afstand_m, 1, study::Language::Nl) + " m")));
  }
  CHECK(words.contains(QLatin1String("0000100000000450")));
  CHECK(map_in_words(*demo(), study::Language::En).contains(QLatin1String("reaches")));
}
