#include "archive/archive_format.hpp"

#define POINTERHOLDER_TRANSITION 4  // qpdf 11: only std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace batterisk::study {
namespace {

using Object = QPDFObjectHandle;

// How a stream is packed says nothing about what it shows.
bool is_packing(const std::string& key) {
  static const std::set<std::string> packing{"/Length", "/Filter", "/DecodeParms", "/DL"};
  return packing.contains(key);
}

std::string bytes_of(Object stream) {
  std::shared_ptr<Buffer> buffer;
  try {
    buffer = stream.getStreamData(qpdf_dl_generalized);
  } catch (const QPDFExc&) {  // a picture in a form of its own
    buffer = stream.getRawStreamData();
  }
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

/// Two documents, object by object. Objects that were met before are the same as far as is known.
class Comparison {
 public:
  bool same(Object a, Object b, const std::set<std::string>& but = {}) {
    if (a.isIndirect() && b.isIndirect() && !met_.emplace(a.getObjGen(), b.getObjGen()).second) return true;
    if (a.getTypeCode() != b.getTypeCode()) return false;
    if (a.isStream()) return same_members(a.getDict(), b.getDict(), but) && bytes_of(a) == bytes_of(b);
    if (a.isDictionary()) return same_members(a, b, but);
    if (!a.isArray()) return a.unparseResolved() == b.unparseResolved();
    if (a.getArrayNItems() != b.getArrayNItems()) return false;
    for (int i = 0; i < a.getArrayNItems(); ++i) {
      if (!same(a.getArrayItem(i), b.getArrayItem(i), but)) return false;
    }
    return true;
  }

 private:
  bool same_members(Object a, Object b, const std::set<std::string>& but) {
    const auto keys = [&](Object& of) {
      std::set<std::string> all = of.getKeys();
      std::erase_if(all, [&](const std::string& key) { return is_packing(key) || but.contains(key); });
      return all;
    };
    const std::set<std::string> of_a = keys(a);
    return of_a == keys(b) && std::all_of(of_a.begin(), of_a.end(), [&](const std::string& key) {
             return key == "/Parent" || same(a.getKey(key), b.getKey(key), but);
           });
  }

  std::set<std::pair<QPDFObjGen, QPDFObjGen>> met_;
};

std::string utf8_of(const std::string& utf16) {  // of the codes of a ToUnicode map, big-endian
  return Object::newString("\xFE\xFF" + utf16).getUTF8Value();
}

std::uint32_t number_of(const std::string& code) {
  std::uint32_t number = 0;
  for (const char c : code) number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

/// What the codes of a font mean, as its ToUnicode map says.
class Letters : public Object::ParserCallbacks {
 public:
  void handleObject(Object object) override {
    if (!object.isOperator()) {
      operands_.push_back(object);
      return;
    }
    const std::string name = object.getOperatorValue();
    if (name == "endbfchar") {
      for (std::size_t i = 0; i + 1 < operands_.size(); i += 2) add(operands_[i], operands_[i + 1], 0);
    } else if (name == "endbfrange") {
      for (std::size_t i = 0; i + 2 < operands_.size(); i += 3) add_range(operands_[i], operands_[i + 1], operands_[i + 2]);
    }
    operands_.clear();
  }
  void handleEOF() override {}

  [[nodiscard]] std::string text(const std::string& codes) const {
    std::string out;
    for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
      const auto letter = letters_.find(number_of(codes.substr(i, 2)));
      out += letter == letters_.end() ? "\xEF\xBF\xBD" : letter->second;
    }
    return out;
  }

 private:
  void add(Object& code, Object& letter, std::uint32_t shift) {
    if (!code.isString() || !letter.isString() || letter.getStringValue().empty()) return;
    std::string value = letter.getStringValue();
    value.back() = static_cast<char>(static_cast<unsigned char>(value.back()) + shift);
    letters_[number_of(code.getStringValue()) + shift] = utf8_of(value);
  }
  void add_range(Object& from, Object& to, Object& letters) {
    if (!from.isString() || !to.isString()) return;
    const std::uint32_t count = number_of(to.getStringValue()) - number_of(from.getStringValue());
    for (std::uint32_t i = 0; i <= std::min(count, 0xFFFFU); ++i) {
      if (!letters.isArray()) add(from, letters, i);
    }
    if (!letters.isArray()) return;
    for (int i = 0; i < letters.getArrayNItems(); ++i) {
      Object letter = letters.getArrayItem(i);
      if (letter.isString()) letters_[number_of(from.getStringValue()) + static_cast<std::uint32_t>(i)] = utf8_of(letter.getStringValue());
    }
  }

  std::vector<Object> operands_;
  std::map<std::uint32_t, std::string> letters_;
};

/// The texts of a page in the order in which it shows them.
class Texts : public Object::ParserCallbacks {
 public:
  explicit Texts(Object fonts) : fonts_{fonts} {}

  void handleObject(Object object) override {
    if (!object.isOperator()) {
      operands_.push_back(object);
      return;
    }
    const std::string name = object.getOperatorValue();
    if (name == "Tf" && operands_.size() >= 2 && operands_[operands_.size() - 2].isName()) {
      use(operands_[operands_.size() - 2].getName());
    } else if (name == "ET") {
      end_line();
    } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
      for (Object& operand : operands_) {
        if (operand.isString()) line_ += shown(operand);
        for (int i = 0; operand.isArray() && i < operand.getArrayNItems(); ++i) {
          if (operand.getArrayItem(i).isString()) line_ += shown(operand.getArrayItem(i));
        }
      }
    }
    operands_.clear();
  }
  void handleEOF() override { end_line(); }

  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void use(const std::string& name) {
    const auto [font, is_new] = letters_.try_emplace(name);
    font_ = &font->second;
    if (!is_new || !fonts_.isDictionary()) return;
    Object map = fonts_.getKey(name);
    map = map.isDictionary() ? map.getKey("/ToUnicode") : Object::newNull();
    if (map.isStream()) Object::parseContentStream(map, &font->second);
  }
  std::string shown(Object string) const {
    std::string text = font_ == nullptr ? string.getUTF8Value() : font_->text(string.getStringValue());
    // A font may have one sign for a space and a tab, and then names it by either.
    std::replace(text.begin(), text.end(), '\t', ' ');
    return text;
  }
  void end_line() {
    if (!line_.empty()) lines_.push_back(std::move(line_));
    line_.clear();
  }

  Object fonts_;
  std::map<std::string, Letters> letters_;
  const Letters* font_ = nullptr;
  std::vector<Object> operands_;
  std::string line_;
  std::vector<std::string> lines_;
};

std::vector<std::string> texts_of(QPDFPageObjectHelper page) {
  Object resources = page.getAttribute("/Resources", false);
  Texts texts{resources.isDictionary() ? resources.getKey("/Font") : Object::newNull()};
  page.parseContents(&texts);
  return texts.take();
}

PageDifference difference(int number, QPDFPageObjectHelper& stored, QPDFPageObjectHelper& now) {
  constexpr std::size_t longest = 80;
  PageDifference found{number, {}, {}};
  const std::vector<std::string> a = texts_of(stored);
  const std::vector<std::string> b = texts_of(now);
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto start = [&](const std::string& text) { return text.size() <= longest ? text : text.substr(0, text.find_first_of(" ", longest)); };
  if (in_a != a.end()) found.stored = start(*in_a);
  if (in_b != b.end()) found.now = start(*in_b);
  return found;
}

}  // namespace

std::optional<PageDifference> compare_pages(const std::filesystem::path& report, const std::string& should_be) {
  try {
    QPDF stored;
    QPDF now;
    for (QPDF* pdf : {&stored, &now}) pdf->setSuppressWarnings(true);
    stored.processFile(report.c_str());
    now.processMemoryFile("rapport", should_be.data(), should_be.size());
    QPDFPageDocumentHelper of_stored{stored};
    QPDFPageDocumentHelper of_now{now};
    for (QPDFPageDocumentHelper* pages : {&of_stored, &of_now}) pages->pushInheritedAttributesToPage();
    auto stored_pages = of_stored.getAllPages();
    auto now_pages = of_now.getAllPages();
    Comparison comparison;
    for (std::size_t i = 0; i < std::min(stored_pages.size(), now_pages.size()); ++i) {
      if (comparison.same(stored_pages[i].getObjectHandle(), now_pages[i].getObjectHandle())) continue;
      return difference(static_cast<int>(i) + 1, stored_pages[i], now_pages[i]);
    }
    if (stored_pages.size() != now_pages.size()) return PageDifference{};
    // Outlines, layers, forms and what opens with the document; not the attachments, and not when it was made.
    Object root = stored.getRoot();
    Object names = root.getKey("/Names");
    const bool only_files = !names.isDictionary() || names.getKeys() == std::set<std::string>{"/EmbeddedFiles"};
    if (!only_files || !comparison.same(root, now.getRoot(), {"/Names", "/Pages", "/Metadata"})) return PageDifference{};
    Object title = stored.getTrailer().getKey("/Info");
    Object other = now.getTrailer().getKey("/Info");
    if (!title.isDictionary() || !comparison.same(title.getKey("/Title"), other.getKey("/Title"))) return PageDifference{};
    return std::nullopt;
  } catch (const InputError&) {
    throw;
  } catch (const std::exception&) {  // of qpdf
    refuse(codes::container_unreadable, report, {"is geen leesbare PDF"});
  }
}

}  // namespace batterisk::study
