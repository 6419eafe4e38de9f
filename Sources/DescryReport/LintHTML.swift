public import DescryCore

/// Lint reports as one self-contained page: verdict, screens in order, findings with their law.
public struct LintHTML: Sendable {
  let language: Language
  let version: String

  /// A renderer.
  public init(_ language: Language, version: String) {
    self.language = language
    self.version = version
  }

  /// The page.
  ///
  /// - Parameter screenshot: the bytes of a screen's picture; those of more than `largestPictures` in
  ///   all are left out, so that the page can still be opened and sent.
  public func render(
    _ reports: [LintReport], summary: LintSummary,
    screenshot: (Screen) -> [UInt8]? = { _ in nil }
  ) -> String {
    var left = Self.largestPictures
    let fitting = { (screen: Screen) -> Screenshot? in
      guard let bytes = screenshot(screen), bytes.count <= left else { return nil }
      left -= bytes.count
      return Screenshot(bytes)
    }
    let title = say("Dark patterns", "Dark patterns relevés")
    var page = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Descry: \(title)</title><style>\(Self.style)</style></head><body>
      <header><h1>\(title)</h1><p>\(verdict(summary))</p></header><main>

      """
    for report in reports { page += flow(report, fitting) }
    page += "</main><footer>descry \(version.escapedMarkup)</footer></body></html>"
    return page
  }

  /// Bytes of pictures that a page may hold.
  private static let largestPictures = 48 << 20

  private func flow(_ report: LintReport, _ screenshot: (Screen) -> Screenshot?) -> String {
    let flow = report.flow
    var html = "<section><h2>\((flow.title ?? flow.path).escapedMarkup)</h2>\n"
    html += "<p class=\"path\">\(flow.path.escapedMarkup)</p>\n<ol class=\"strip\">\n"
    for screen in flow.screens {
      let count = report.findings.count { $0.screen == screen.index }
      let total = screen.prices.last { $0.kind == .total }
      let price = total.map { "\($0.amount) \($0.currency?.code ?? "")" } ?? ""
      html +=
        "<li class=\"\(count > 0 ? "hit" : "")\"><a href=\"#\(Self.anchor(flow, screen.index))\">"
      html += "\(screen.index + 1). \((screen.title ?? "").escapedMarkup)</a> "
      html += "<span>\(price.escapedMarkup)</span> <b>\(count)</b></li>\n"
    }
    html += "</ol>\n"
    for screen in flow.screens {
      let findings = report.findings.filter { $0.screen == screen.index }
      guard !findings.isEmpty else { continue }
      html += "<h3 id=\"\(Self.anchor(flow, screen.index))\">\(screen.index + 1). "
      html += "\((screen.title ?? say("Screen", "Écran")).escapedMarkup)</h3>\n"
      html += picture(screen, of: flow, findings, screenshot(screen))
      html += "<ol class=\"findings\">\n"
      for (index, found) in findings.enumerated() {
        html += finding(found, id: "\(Self.anchor(flow, screen.index))-\(index + 1)")
      }
      html += "</ol>\n"
    }
    if report.findings.isEmpty {
      html += "<p>\(say("Nothing found", "Rien trouvé")): \(report.passed) "
      html += say("rules ran.", "règles passées.") + "</p>\n"
    }
    return html + notChecked(report) + "</section>\n"
  }

  /// The screenshot with a box for each finding whose place is known.
  private func picture(
    _ screen: Screen, of flow: Flow, _ findings: [LintFinding], _ screenshot: Screenshot?
  ) -> String {
    guard let screenshot else {
      guard let name = screen.screenshot else { return "" }
      let why = say(
        "Screenshot not shown (missing, too large, or neither PNG nor JPEG)",
        "Capture non affichée (absente, trop grande, ou ni PNG ni JPEG)")
      return "<p class=\"path\">\(why): \(name.escapedMarkup)</p>\n"
    }
    let title = (screen.title ?? "\(screen.index + 1)").escapedMarkup
    return ScreenshotFigure(
      screenshot: screenshot, screen: screen,
      caption: say("Screenshot: \(title)", "Capture : \(title)")
    ).html(findings) { "\(Self.anchor(flow, screen.index))-\($0)" }
  }

  private func finding(_ finding: LintFinding, id: String) -> String {
    let severity =
      switch finding.severity {
      case .error: say("error", "erreur")
      case .warning: say("warning", "alerte")
      case .note: "note"
      }
    var html = "<li id=\"\(id)\" class=\"\(finding.severity.rawValue)\">"
    html += "<p><strong>\(severity)</strong> "
    html += finding.message(language).escapedMarkup
    if finding.kind == .review { html += " <em>\(say("look at it", "à vérifier"))</em>" }
    html += "</p><blockquote>\(finding.text.escapedMarkup)</blockquote>"
    html += "<p>\(finding.why(language).escapedMarkup)</p>"
    html += "<p class=\"remedy\">→ \(finding.remedy(language).escapedMarkup)</p>"
    if !finding.law.isEmpty {
      html += "<ul class=\"law\">" + finding.law.map(law).joined() + "</ul>"
    }
    let place = "\(finding.location)".escapedMarkup
    html += "<p class=\"path\">\(place) · \(finding.rule) · \(finding.fingerprint)</p></li>\n"
    return html
  }

  private func law(_ law: LintFinding.Law) -> String {
    let date = law.inForce.map { say(", since \($0)", ", depuis le \($0)") } ?? ""
    let cite = law.cite.escapedMarkup
    // Only addresses of the web become links: a rule book may come from anywhere.
    guard let url = law.url, url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return "<li>§ \(cite)\(date)</li>"
    }
    return "<li>§ <a href=\"\(url.escapedMarkup)\">\(cite)</a>\(date)</li>"
  }

  private func notChecked(_ report: LintReport) -> String {
    guard !report.notChecked.isEmpty else { return "" }
    let items = report.notChecked.map {
      "<li>\($0.rule): \(say("the source has no", "la source ne dit rien de")) \($0.needs)</li>"
    }
    return "<details><summary>\(say("Not checked", "Non vérifié"))</summary><ul>"
      + items.joined() + "</ul></details>\n"
  }

  private func verdict(_ summary: LintSummary) -> String {
    say(
      "\(summary.errors) errors, \(summary.warnings) warnings, \(summary.notes) notes on \(summary.screens) screens",
      "\(summary.errors) erreurs, \(summary.warnings) alertes, \(summary.notes) notes sur \(summary.screens) écrans"
    )
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private static func anchor(_ flow: Flow, _ screen: Int) -> String {
    let plain = flow.path.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "s-\(String(plain))-\(screen + 1)".escapedMarkup
  }

  private static let style = """
    :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;\
    margin:2rem auto;padding:0 1rem}.strip{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;\
    list-style:none}.strip li{border:1px solid #8888;border-radius:.4rem;padding:.4rem .7rem}\
    .strip .hit{border-color:#b3261e}.findings>li{border-left:.25rem solid #777;margin:1rem 0;\
    padding:.1rem 1rem}.findings>.error{border-color:#b3261e}.findings>.warning{border-color:#9a6700}\
    .path{font:13px ui-monospace,monospace;overflow-wrap:anywhere}.remedy{font-weight:600}\
    .shot{position:relative;margin:0;width:fit-content;border:1px solid #8888}\
    .shot img{max-width:100%;height:auto;display:block}.shot a{position:absolute;\
    outline:2px solid #b3261e;background:#b3261e26}.shot span{position:absolute;right:100%;top:50%;\
    transform:translateY(-50%);margin-right:4px;padding:0 .3em;border-radius:.2em;background:#b3261e;\
    color:#fff;font:700 12px/1.4 sans-serif;white-space:nowrap}\
    :target{background:#8882}\
    @media print{a{color:inherit}.findings>li{break-inside:avoid}}
    """
}
