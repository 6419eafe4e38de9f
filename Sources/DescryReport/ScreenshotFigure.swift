internal import DescryCore

/// A screen's picture with a numbered box over each finding whose place on it is known.
struct ScreenshotFigure {
  let screenshot: Screenshot
  let screen: Screen
  /// What a person who does not see it is told.
  let caption: String

  /// The figure.
  ///
  /// - Parameters:
  ///   - findings: in the order of their numbers.
  ///   - anchor: the id of the finding with a number, from 1.
  func html(_ findings: [LintFinding], anchor: (Int) -> String) -> String {
    var html = "<figure class=\"shot\"><img src=\"\(screenshot.address)\" alt=\"\(caption)\""
    html += " width=\"\(screenshot.width)\" height=\"\(screenshot.height)\">"
    // Several findings about one element share its box.
    var numbers: [Int: [Int]] = [:]
    var elements: [Int] = []
    for (index, finding) in findings.enumerated() {
      guard let id = finding.element, screen.elements.indices.contains(id) else { continue }
      if numbers[id] == nil { elements.append(id) }
      numbers[id, default: []].append(index + 1)
    }
    for id in elements {
      guard let style = screen.elements[id].box.flatMap(style), let own = numbers[id],
        let first = own.first
      else { continue }
      let label = own.map(String.init).joined(separator: ", ")
      html += "<a href=\"#\(anchor(first))\" style=\"\(style)\"><span>\(label)</span></a>"
    }
    return html + "</figure>\n"
  }

  /// Where a box stands on the picture, in parts of it; nil when it does not.
  ///
  /// The picture is as wide as the window; it shows the window or the whole page.
  private func style(_ box: ElementBox) -> String? {
    guard let width = screen.viewport?.width, width > 0, width.isFinite,
      box.width > 0, box.height > 0
    else { return nil }
    let height = width * Double(screenshot.height) / Double(screenshot.width)
    let (left, right) = (part(box.x, of: width), part(box.x + box.width, of: width))
    let (top, bottom) = (part(box.y, of: height), part(box.y + box.height, of: height))
    guard left < right, top < bottom else { return nil }
    return "left:\(percent(left));top:\(percent(top));"
      + "width:\(percent(right - left));height:\(percent(bottom - top))"
  }

  /// A place in thousandths of the whole, kept inside of it.
  private func part(_ place: Double, of whole: Double) -> Int {
    let share = place / whole * 1_000
    return share.isFinite ? Int(max(0, min(1_000, share)).rounded()) : 0
  }

  private func percent(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10)%" }
}
