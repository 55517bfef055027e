#include "svg_document.hpp"

#include "batterisk/render/svg_painter.hpp"

#include <QStringList>
#include <QXmlStreamReader>

namespace batterisk::render {
namespace {

SvgElement read_element(QXmlStreamReader& xml) {
  SvgElement element;
  element.name = xml.name().toString();
  for (const QXmlStreamAttribute& attribute : xml.attributes()) {
    element.attributes.insert(attribute.qualifiedName().toString(), attribute.value().toString());
  }
  while (!xml.atEnd()) {
    switch (xml.readNext()) {
      case QXmlStreamReader::StartElement:
        element.children.push_back(read_element(xml));
        break;
      case QXmlStreamReader::Characters:
        element.text += xml.text();
        break;
      case QXmlStreamReader::EndElement:
        return element;
      default:
        break;
    }
  }
  return element;
}

const SvgElement* find_in(const SvgElement& element, const QString& id) {
  if (element.attributes.value("id") == id) return &element;
  for (const SvgElement& child : element.children) {
    if (const SvgElement* found = find_in(child, id)) return found;
  }
  return nullptr;
}

}  // namespace

double SvgElement::number(const char* attribute, double fallback) const {
  const auto found = attributes.constFind(QString::fromLatin1(attribute));
  return found == attributes.constEnd() ? fallback : found->toDouble();
}

const SvgElement& SvgDocument::find(const QString& id) const {
  const SvgElement* found = find_in(root, id);
  if (found == nullptr) throw SvgError("no element with id " + id.toStdString());
  return *found;
}

SvgDocument read_svg(std::string_view svg) {
  QXmlStreamReader xml{QByteArray{svg.data(), static_cast<qsizetype>(svg.size())}};
  if (!xml.readNextStartElement() || xml.name() != QLatin1String("svg")) throw SvgError("not an SVG file");
  SvgDocument document{read_element(xml), {}};
  if (xml.hasError()) throw SvgError(xml.errorString().toStdString());
  const QStringList box = document.root.attributes.value("viewBox").split(' ');
  if (box.size() != 4) throw SvgError("SVG without viewBox");
  document.view_box = {box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()};
  if (document.view_box.isEmpty()) throw SvgError("SVG with an empty viewBox");
  return document;
}

}  // namespace batterisk::render
