import DescryCore
import DescryFlow
import Testing

@Suite("Prices in texts")
struct PriceTests {
  /// The prices of one line of text as `kind amount currency every trial`.
  private func prices(_ line: String) throws -> [String] {
    let flow = try FlowFile.read(Array(line.utf8), path: "a.txt")
    return flow.screens[0].prices.map { price in
      [
        price.kind.rawValue, price.amount.description, price.currency?.code ?? "?",
        price.every?.rawValue, price.trialDays.map { "\($0)d" },
      ].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test(
    "amounts and currencies",
    arguments: [
      ("49,90 €", "49.90 EUR"), ("€49.90", "49.90 EUR"), ("€ 49,90", "49.90 EUR"),
      ("1 234,56 €", "1234.56 EUR"), ("1\u{202F}234,56\u{A0}€", "1234.56 EUR"),
      ("$1,234.56", "1234.56 USD"), ("1.234,56 €", "1234.56 EUR"), ("1.234 €", "1234 EUR"),
      ("12€99", "12.99 EUR"), ("CHF 5.-", "5 CHF"), ("CHF 1'250.50", "1250.50 CHF"),
      ("5,– €", "5 EUR"), ("9.99 EUR", "9.99 EUR"), ("9.99 euros", "9.99 EUR"),
      ("£8.99", "8.99 GBP"),
      ("US$12", "12 USD"), ("CA$12.50", "12.50 CAD"), ("129 kr", "129 ?"), ("12⁹⁹ €", "12.99 EUR"),
      ("-5,00 €", "-5.00 EUR"), ("−5 €", "-5 EUR"), ("- 5 €", "5 EUR"), ("¥1200", "1200 JPY"),
      ("49 zł", "49 PLN"), ("Prix: 0,99€", "0.99 EUR"),
    ])
  func amounts(text: String, expected: String) throws {
    let flow = try FlowFile.read(Array(text.utf8), path: "a.txt")
    let price = try #require(flow.screens[0].prices.first)
    #expect("\(price.amount) \(price.currency?.code ?? "?")" == expected)
    #expect(flow.screens[0].prices.count == 1)
  }

  @Test(
    "periods, trials and kinds",
    arguments: [
      ("9,99 €/mois", ["recurring 9.99 EUR month"]),
      ("9,99 € par mois", ["recurring 9.99 EUR month"]),
      ("9,99 € TTC / mois", ["recurring 9.99 EUR month"]),
      ("£8.99 a month", ["recurring 8.99 GBP month"]),
      ("puis 49 €/an", ["recurring 49 EUR year"]),
      ("then $12 every 4 weeks", ["recurring 12 USD four-weeks"]),
      ("9,99 € pro Monat", ["recurring 9.99 EUR month"]),
      ("9,99 € mtl.", ["recurring 9.99 EUR month"]),
      ("9,99 € al mes", ["recurring 9.99 EUR month"]),
      ("9,99 € al mese", ["recurring 9.99 EUR month"]),
      ("€ 9,99 per maand", ["recurring 9.99 EUR month"]),
      ("49 € tous les 3 mois", ["recurring 49 EUR quarter"]),
      ("$5 billed monthly", ["recurring 5 USD month"]),
      ("Abonnement mensuel — 5,00 €", ["recurring 5.00 EUR month"]),
      (
        "1 € le premier mois puis 9,99 €/mois", ["trial 1 EUR", "recurring 9.99 EUR month"]
      ),
      ("7-day free trial, then £8.99 a month", ["recurring 8.99 GBP month 7d"]),
      ("30 jours d'essai puis 49 €/an", ["recurring 49 EUR year 30d"]),
      ("14 Tage kostenlos testen, danach 5 €/Monat", ["recurring 5 EUR month 14d"]),
      ("Livraison gratuite sous 14 jours dès 25 €", ["other 25 EUR"]),
      ("12 € au lieu de 20 €", ["other 12 EUR", "was 20 EUR"]),
      ("Was £20.00 now £12.00", ["was 20.00 GBP", "other 12.00 GBP"]),
      ("statt 20 € nur 12 €", ["was 20 EUR", "other 12 EUR"]),
      ("49 € pour 3 mois", ["other 49 EUR"]),
      ("Total — 24,80 €", ["total 24.80 EUR"]), ("Total TTC : 24,80 €", ["total 24.80 EUR"]),
      ("Sous-total 24,80 €", ["subtotal 24.80 EUR"]), ("Subtotal: $5.00", ["subtotal 5.00 USD"]),
      ("Zwischensumme 5,00 €", ["subtotal 5.00 EUR"]),
      ("Livraison — 4,99 €", ["shipping 4.99 EUR"]),
      ("Frais de port : 4,99 €", ["shipping 4.99 EUR"]),
      ("Delivery fee £3.00", ["shipping 3.00 GBP"]),
      ("Versandkosten 4,99 €", ["shipping 4.99 EUR"]), ("Frais de dossier 15 €", ["fee 15 EUR"]),
      ("Service fee — $2.95", ["fee 2.95 USD"]), ("Bearbeitungsgebühr 3,50 €", ["fee 3.50 EUR"]),
      ("dont TVA 4,14 €", ["tax 4.14 EUR"]), ("VAT (20%) £4.14", ["tax 4.14 GBP"]),
      ("inkl. MwSt. 4,14 €", ["tax 4.14 EUR"]), ("Remise fidélité −5,00 €", ["discount -5.00 EUR"]),
      ("Le Petit Vélo — 8,90 €", ["item 8.90 EUR"]),
      ("L'Étoile — plus que 2 en stock — 18,50 €", ["item 18.50 EUR"]),
    ])
  func kinds(text: String, expected: [String]) throws {
    #expect(try prices(text) == expected)
  }

  @Test(
    "what is no price",
    arguments: [
      "8h - 17h", "12.5.2024", "2000 characters remaining", "(53 Viewing)", "Version 1.2.3",
      "06 12 34 56 78", "Taille 42", "20 % de remise", "N° 402-1184", "ABC12 €uro", "24/7",
    ])
  func none(text: String) throws {
    #expect(try prices(text) == [])
  }

  @Test("a price's span spells it")
  func span() throws {
    let text = "Été : puis 1 234,56 € par an"
    let flow = try FlowFile.read(Array(text.utf8), path: "a.txt")
    let price = try #require(flow.screens[0].prices.first)
    #expect(String(decoding: Array(text.utf8)[price.span], as: UTF8.self) == "1 234,56 €")
  }

  @Test("an amount takes the label of its row")
  func rows() throws {
    let page = """
      <table><tr><td>Livre bleu</td><td>1</td><td>8,90 €</td></tr>
      <tr><th>Frais de service</th><td>2,00 €</td></tr></table>
      <dl><dt>Total</dt><dd>10,90 €</dd></dl>
      <p>Avant <del>20,00 €</del> 15,00 €</p>
      """
    let flow = try FlowFile.read(Array(page.utf8), path: "a.html")
    let prices = flow.screens[0].prices
    #expect(
      prices.map(\.kind) == [.item, .fee, .total, .was, .other]
        || prices.map(\.kind) == [.item, .fee, .total, .was, .item])
    #expect(prices.map(\.label).prefix(3) == ["Livre bleu", "Frais de service", "Total"])
  }
}
