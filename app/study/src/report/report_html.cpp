#include "batterisk/study/report/report.hpp"

#include "batterisk/study/map/svg.hpp"

#include <cctype>

namespace batterisk::study {
namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light}
body{font:16px/1.5 "DejaVu Sans",Arial,sans-serif;color:#202020;background:#fff;max-width:62rem;margin:0 auto;padding:0 1.25rem 4rem}
header{border-bottom:3px solid #01155B;padding:2rem 0 1rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0}
h2{font-size:1.4rem;margin:3rem 0 .8rem;padding-top:.6rem;border-top:1px solid #bbb}
h3{font-size:1.1rem;margin:1.8rem 0 .5rem}
.subtitle{font-size:1.1rem;color:#444;margin:0}
.label{display:inline-block;background:#202020;color:#fff;font-weight:bold;border-radius:.3rem;padding:.1rem .6rem;margin-right:.4rem}
.labels{position:sticky;top:0;background:#fff;padding:.4rem 0;margin:0}
.statement{border-left:4px solid #01155B;padding:.4rem 1rem;background:#f3f4f8}
.verdict{display:flex;gap:1rem;align-items:center;border:2px solid #202020;border-radius:.4rem;padding:.8rem 1rem;margin:1rem 0}
.verdict svg{display:block;width:3rem;height:3rem}
.verdict strong{font-size:1.2rem;display:block}
.note{font-size:.85rem;color:#444}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.8rem 0 .4rem;font-size:.85rem}
caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}
thead th{border-bottom:2px solid #202020;vertical-align:bottom}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
figure{margin:1.2rem 0}
figure svg{width:100%;height:auto;border:1px solid #ddd}
figcaption{font-weight:bold;font-size:.85rem}
pre{background:#f5f5f5;padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}
nav ol{list-style:none;padding:0;columns:2}
footer{margin-top:4rem;border-top:1px solid #bbb;padding-top:.6rem;font-size:.8rem;color:#444}
@media print{h2{break-before:page}.labels{position:static}}
)";

std::string element(std::string_view tag, std::string_view attributes, std::string_view content) {
  std::string out = "<" + std::string{tag};
  if (!attributes.empty()) out += " " + std::string{attributes};
  return out + ">" + std::string{content} + "</" + std::string{tag} + ">";
}

std::string anchor(const ReportSection& section) {
  std::string id = "h";
  for (const char c : section.number) id += c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return id;
}

std::string heading(const ReportSection& section) {
  return svg::escaped(section.number) + " " + svg::escaped(section.title);
}

struct HtmlWriter {
  std::string out;

  void operator()(const ReportText& block) {
    out += element("p", block.note ? "class=\"note\"" : "", svg::escaped(block.text)) + "\n";
  }

  void operator()(const ReportList& block) {
    out += "<ul>\n";
    for (const std::string& item : block.items) out += element("li", "", svg::escaped(item)) + "\n";
    out += "</ul>\n";
  }

  void operator()(const ReportVerdict& block) {
    out += "<div class=\"verdict\"><span aria-hidden=\"true\">" + svg::element(block.sign) + "</span><p>" +
           element("strong", "", svg::escaped(block.word)) + svg::escaped(block.sentence) + "</p></div>\n";
  }

  void operator()(const ReportFacts& block) {
    out += "<table>\n<tbody>\n";
    for (const auto& [name, value] : block.rows) {
      out += "<tr>" + element("th", "scope=\"row\"", svg::escaped(name)) + element("td", "dir=\"auto\"", svg::escaped(value)) + "</tr>\n";
    }
    out += "</tbody>\n</table>\n";
  }

  void operator()(const ReportTable& block) {
    const std::string caption = svg::escaped(block.caption);
    if (block.rows.empty()) {
      out += element("p", "", element("strong", "", caption) + ". " + svg::escaped(block.empty)) + "\n";
      return;
    }
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + caption + "\"><table id=\"tabel-" +
           svg::escaped(block.id) + "\">\n" + element("caption", "", caption) + "\n<thead><tr>";
    for (const ReportColumn& column : block.columns) {
      out += element("th", column.number ? "scope=\"col\" class=\"n\"" : "scope=\"col\"", svg::escaped(column.head));
    }
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) {
        out += element("td", block.columns[i].number ? "class=\"n\"" : "", svg::escaped(row[i]));
      }
      out += "</tr>\n";
    }
    out += "</tbody>\n</table></div>\n";
  }

  void operator()(const ReportFigure& block) {
    out += "<figure id=\"figuur-" + svg::escaped(block.id) + "\" role=\"group\" aria-label=\"" + svg::escaped(block.alternative) +
           "\">\n" + svg::element(block.drawing, block.id + "-") + element("figcaption", "", svg::escaped(block.caption)) + "\n</figure>\n";
  }

  void operator()(const ReportListing& block) {
    std::string text;
    for (std::size_t from = 0; from < block.text.size();) {
      const std::size_t end = std::min(block.text.find('\n', from), block.text.size());
      text += svg::escaped(std::string_view{block.text}.substr(from, end - from)) + "\n";
      from = end + 1;
    }
    out += element("pre", "tabindex=\"0\"", text) + "\n";
  }
};

}  // namespace

std::string report_html(const Report& report) {
  const bool dutch = report.language == Language::Nl;
  HtmlWriter writer;
  std::string& out = writer.out;
  out += "<!DOCTYPE html>\n<html lang=\"" + std::string{dutch ? "nl" : "en"} + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += element("title", "", svg::escaped(report.title + " – " + report.subtitle)) + "\n";
  out += element("style", "", style) + "\n</head>\n<body>\n";
  if (!report.labels.empty()) {
    out += "<p class=\"labels\">";
    for (const std::string& label : report.labels) out += element("span", "class=\"label\"", svg::escaped(label));
    out += "</p>\n";
  }
  out += "<header>\n" + element("p", "class=\"subtitle\"", svg::escaped(report.subtitle)) + "\n" +
         element("h1", "dir=\"auto\"", svg::escaped(report.title)) + "\n</header>\n<main>\n";
  writer(report.identity);
  out += element("p", "class=\"statement\"", svg::escaped(report.statement)) + "\n";
  out += "<nav aria-label=\"" + std::string{dutch ? "Inhoud" : "Contents"} + "\">\n" +
         element("h2", "", dutch ? "Inhoud" : "Contents") + "\n<ol>\n";
  for (const ReportSection& section : report.sections) {
    if (section.chapter) out += element("li", "", element("a", "href=\"#" + anchor(section) + "\"", heading(section))) + "\n";
  }
  out += "</ol>\n</nav>\n";
  for (const ReportSection& section : report.sections) {
    out += element(section.chapter ? "h2" : "h3", "id=\"" + anchor(section) + "\"", heading(section)) + "\n";
    for (const ReportBlock& block : section.blocks) std::visit(writer, block);
  }
  out += "</main>\n" + element("footer", "", svg::escaped(report.footer)) + "\n</body>\n</html>\n";
  return std::move(writer.out);
}

}  // namespace batterisk::study
