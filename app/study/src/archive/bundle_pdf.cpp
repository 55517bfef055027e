#include "archive/archive_format.hpp"
#include "batterisk/core/base/codes_archive.hpp"

#define POINTERHOLDER_TRANSITION 4  // qpdf 11: only std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

struct TooMuch {};

/// Collects what a stream unpacks to, up to a limit.
class Limited : public Pipeline {
 public:
  explicit Limited(std::size_t limit) : Pipeline{"batterisk", nullptr}, limit_{limit} {}

  void write(const unsigned char* data, size_t length) override {
    if (length > limit_ - bytes_.size()) throw TooMuch{};
    bytes_.append(reinterpret_cast<const char*>(data), length);
  }
  void finish() override {}

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::size_t limit_;
  std::string bytes_;
};

std::string pdf_date(const std::string& iso) {  // "2026-11-01T00:00:00" -> "D:20261101000000Z"
  std::string digits;
  for (const char c : iso) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return "D:" + digits + "Z";
}

std::string_view mime_type(const std::string& name) {
  const auto ends = [&](std::string_view ending) {
    return name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
  };
  if (ends(".json")) return "application/json";
  if (ends(".gpkg")) return "application/geopackage+sqlite3";
  if (ends(".csv")) return "text/csv";
  return ends(".toml") ? "application/toml" : "application/octet-stream";
}

void add_bookmarks(QPDF& pdf, const std::vector<std::pair<std::string, int>>& bookmarks) {
  if (bookmarks.empty()) return;
  const auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
  QPDFObjectHandle root = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
  std::vector<QPDFObjectHandle> items;
  for (const auto& [title, page] : bookmarks) {
    QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    item.replaceKey("/Parent", root);
    QPDFObjectHandle target = QPDFObjectHandle::newArray();
    target.appendItem(pages.at(static_cast<std::size_t>(page - 1)).getObjectHandle());
    target.appendItem(QPDFObjectHandle::newName("/Fit"));
    item.replaceKey("/Dest", target);
    if (!items.empty()) {
      item.replaceKey("/Prev", items.back());
      items.back().replaceKey("/Next", item);
    }
    items.push_back(item);
  }
  root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
  root.replaceKey("/First", items.front());
  root.replaceKey("/Last", items.back());
  root.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<long long>(items.size())));
  pdf.getRoot().replaceKey("/Outlines", root);
  pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

}  // namespace

std::string pdf_with_files(const std::string& bytes, const Bundle& files, const PdfMetadata& metadata) {
  QPDF pdf;
  pdf.processMemoryFile("rapport", bytes.data(), bytes.size());
  const std::string created = pdf_date(metadata.created);
  QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
  info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(metadata.title));
  info.replaceKey("/CreationDate", QPDFObjectHandle::newString(created));
  info.replaceKey("/ModDate", QPDFObjectHandle::newString(created));
  QPDFObjectHandle root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newString(metadata.language));
  QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
  preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
  root.replaceKey("/ViewerPreferences", preferences);
  add_bookmarks(pdf, metadata.bookmarks);
  QPDFEmbeddedFileDocumentHelper attachments{pdf};
  for (const BundleFile& file : files) {
    const std::string name = attachment_name(file.name);
    QPDFEFStreamObjectHelper stream = QPDFEFStreamObjectHelper::createEFStream(pdf, file.bytes);
    stream.setCreationDate(created).setModDate(created).setSubtype(std::string{mime_type(file.name)});
    QPDFFileSpecObjectHelper specification = QPDFFileSpecObjectHelper::createFileSpec(pdf, name, stream);
    specification.setDescription(file.name);
    attachments.replaceEmbeddedFile(name, specification);
  }
  QPDFWriter writer{pdf};
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setCompressStreams(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

Bundle read_attachments(const std::filesystem::path& path) {
  Bundle files;
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processFile(path.c_str());
    std::size_t left = most_bytes;
    for (const auto& [name, specification] : QPDFEmbeddedFileDocumentHelper{pdf}.getEmbeddedFiles()) {
      if (files.size() == most_files) refuse(codes::container_too_large, path, {fmt::format("{}", most_files)});
      Limited pipeline{left};
      QPDFObjectHandle stream = specification->getEmbeddedFileStream();
      if (!stream.isStream() || !stream.pipeStreamData(&pipeline, 0, qpdf_dl_all)) {
        refuse(codes::container_unreadable, path, {name + ": dit deel is beschadigd"});
      }
      files.push_back({name, pipeline.take()});
      left -= files.back().bytes.size();
    }
  } catch (const TooMuch&) {
    refuse(codes::container_too_large, path, {fmt::format("{} MiB", most_bytes >> 20U)});
  } catch (const InputError&) {
    throw;
  } catch (const std::exception&) {  // of qpdf: what is no PDF
    refuse(codes::container_unreadable, path, {"is geen leesbare PDF"});
  }
  return files;
}

}  // namespace batterisk::study
