#pragma once

#include "context.hpp"

#include "batterisk/study/run/uncertainty.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::cli {

/// What `run` writes, and when it fails.
struct RunOptions {
  std::string output = "uit";
  std::string fail_on;               ///< verdict that ends with code 8; empty: none
  std::vector<std::string> formats;  ///< words of study::OutputFormat
  bool excel_nl = false;
  bool no_header_comment = false;
  bool group_risk = false;  ///< also the FN curve
  study::UncertaintyRequest uncertainty{.draws = 0};  ///< 0: not
};

/// What `effect` evaluates.
struct EffectOptions {
  std::string model;                ///< empty: list all models
  std::vector<std::string> inputs;  ///< name=value
  std::string scan;                 ///< name=from:to:n[:log]
  std::string csv;                  ///< table with inputs and measured values
  bool list = false;
  bool plot = false;
};

/// What `report` writes.
struct ReportCommand {
  std::string input;
  std::string output = "rapport.pdf";  ///< the HTML twin stands beside it
  std::string scale;                   ///< of the maps, "1:1000"; empty: what fits
  std::string date;                    ///< ISO, of the PDF; empty: SOURCE_DATE_EPOCH, else the `peildatum`
  study::UncertaintyRequest uncertainty{.draws = 0};  ///< 0: not, but for that of a stored result
  bool group_risk = false;
  bool sensitivity = false;            ///< chapter 10 with one value at a time
  bool all_objects = false;            ///< every building and parcel in print
};

/// What `prepare` makes a folder of.
struct PrepareOptions {
  std::vector<std::string> sources;  ///< "[SOORT=]PAD[|LAAG]"
  std::string target;
  std::string datum;  ///< ISO
  std::string bron;   ///< empty: BRK for parcels, else BAG
  std::string area;   ///< "x0,y0,x1,y1"; empty: everything
  std::string crs;    ///< of sources that do not say it
};

/// What `data fetch` gets.
struct FetchOptions {
  std::string at;
  std::string radius;  ///< metres, or with unit
  std::string target;
  std::string base_url;
  std::string datum;
};

/// What `shapes` takes out of a drawing.
struct ShapesOptions {
  std::string file;
  std::string layer;
  std::string crs;
  std::string as = "grens";  ///< grens or eenheden
};

/// What `count` counts around.
struct CountOptions {
  std::string layer;               ///< file with buildings
  std::string sites;               ///< table with the columns id, x and y
  std::vector<std::string> radii;  ///< metres, or with unit
};

// Each command returns its exit code; broken input leaves as an InputError.
int run(const Context& context, const std::string& dossier, const RunOptions& options);
int check(const Context& context, const std::string& dossier);
int explain(const Context& context, const std::string& dossier, const std::string& at);
int scenarios(const Context& context, const std::string& dossier, bool dot);
int effect(const Context& context, const EffectOptions& options);
int calibrate(const Context& context);
int report(const Context& context, const ReportCommand& options);
int archive(const Context& context, const std::string& path, const std::string& output);
int verify(const Context& context, const std::string& path);
int prepare(const Context& context, const PrepareOptions& options);
int shapes(const Context& context, const ShapesOptions& options);
int count(const Context& context, const CountOptions& options);
int data_fetch(const Context& context, const FetchOptions& options);
int make_portfolio(const Context& context, std::size_t sites, std::size_t panden, std::uint64_t seed,
                   const std::string& output);
int batch(const Context& context, const std::string& portfolio, const std::string& output, const std::string& shard,
          unsigned jobs);
int merge(const Context& context, const std::vector<std::string>& parts, const std::string& output);
int site_dossier(const Context& context, const std::string& portfolio, const std::string& site,
                 const std::string& output);
/// What `compare` compares, and how.
struct CompareOptions {
  std::string a;       ///< batch folder, result folder, resultaat.json or dossier
  std::string b;
  std::string output;  ///< folder for the comparison of batches
  std::string areas;      ///< of two screenings of plots: layer of areas to add up by, "file" or "file|layer"
  std::string portfolio;  ///< of two batches: attribute the difference to values
  std::string tolerance = "1e-8";
  bool expect_equal = false;
};
/// What `siting` looks for.
struct SitingOptions {
  std::string dossier;
  std::string goal = "geen_afkeuring";          ///< word of siting::Doel
  std::vector<std::string> turns{"0"};   ///< degrees, clockwise
  std::string output = "uit-plaats";
  std::string edge;                      ///< distance to the edge of the plot, "3 m"; empty: none
  std::string buildings;                 ///< to every building
  std::vector<std::string> keep;         ///< to areas of a layer: "file|layer=5 m"
  std::string plots;                     ///< a layer of plots to look at, "file" or "file|layer"; empty: those of the dossier
  std::string shard;                     ///< of these, part i of n: "i/n"
  bool changes = false;                  ///< what would have to change
  bool count = false;                    ///< as many units as possible
  std::string gap;                       ///< between units, "3 m"; empty: none
  std::string entrance;                  ///< "X,Y" from which a lane leads to every unit; empty: none
  std::string lane = "3,5 m";            ///< width of that lane
};
int siting(const Context& context, const SitingOptions& options);
/// `compare` of two folders, and `merge` of parts, that `siting --terreinen` made.
int compare_screenings(const Context& context, const CompareOptions& options);
int merge_screenings(const Context& context, const std::vector<std::string>& parts, const std::string& output);
/// What `table` computes.
struct TableOptions {
  std::string dossier;
  std::vector<std::string> energies;    ///< "1 MWh"
  std::vector<std::string> chemistries; ///< "lfp"
  std::vector<std::string> measures;    ///< "name: key=value; key=value"
  std::string rounding;
  std::string from;
  bool all_stations = false;
  std::vector<std::string> turns{"0"};  ///< degrees, clockwise
  std::string format;
};
int table(const Context& context, const TableOptions& options);
int sweep(const Context& context, const std::string& dossier, const std::vector<std::string>& over);
int compare(const Context& context, const CompareOptions& options);
int write_template(const Context& context, const std::string& output);
int schema(const Context& context, bool codebook);
int rules_list(const Context& context);
int rules_show(const Context& context, const std::string& id, const std::string& key);
int rules_check(const Context& context);
int rules_diff(const Context& context, const std::string& a, const std::string& b);
int rules_draft(const Context& context, const std::string& base, const std::string& output,
                const std::string& motivation);
int rules_test(const Context& context);
int rules_facts(const Context& context);
int rules_todo(const Context& context, const std::string& id);

}  // namespace batterisk::cli
