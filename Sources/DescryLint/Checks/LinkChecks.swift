internal import DescryCore

/// `paid-link`: the link says in its markup that it is paid for.
///
/// `rel="sponsored"` marks "advertisements or paid placements" for search engines
/// (Google Search Central, "Qualify your outbound links"); people do not see it.
struct PaidLinkCheck: Check {
  static let name = "paid-link"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, let relation = flow.element(place).attributes["rel"] else {
      return .no
    }
    let words = relation.lowercased().split(whereSeparator: \.isWhitespace)
    return CheckResult(words.contains("sponsored"))
  }
}

/// `leads-elsewhere`: the link leads to another site than the page's own.
struct LeadsElsewhereCheck: Check {
  static let name = "leads-elsewhere"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, let target = flow.element(place).attributes["href"],
      let host = Self.site(of: target)
    else { return .no }
    guard let own = flow.view(place).screen.url.flatMap(Self.site(of:)) else {
      return .unknown(needs: "url")
    }
    guard host != own else { return .no }
    return .yes([Observation(values: ["site": LocalizedText(en: host, fr: host)])])
  }

  /// The last two labels of an address's host, as `shop.example` of `https://www.shop.example/a`:
  /// a rough site, which takes two shops under `co.uk` for one and so accuses nobody wrongly.
  static func site(of address: String) -> String? {
    let rest: Substring
    if let scheme = address.firstRange(of: "://") {
      rest = address[scheme.upperBound...]
    } else if address.hasPrefix("//") {
      rest = address.dropFirst(2)
    } else {
      return nil
    }
    let host = rest.prefix { !"/?#:".contains($0) }.lowercased()
    let labels = host.split(separator: ".")
    return labels.count < 2 ? nil : labels.suffix(2).joined(separator: ".")
  }
}
