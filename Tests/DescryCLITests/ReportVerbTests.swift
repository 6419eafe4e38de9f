import Foundation
import Testing

@Suite("descry explain as a report, and descry notices")
struct ReportVerbTests {
  let program: Program
  let story = Program.package.appending(path: "corpus/statements/csv/director.csv").path
  /// Three months of a subscription, the next charge on 3 December 2026.
  let monthly: String

  init() throws {
    program = try Program()
    monthly = try program.scratch.write(
      "card.csv",
      Data(
        """
        Date,Description,Amount,Currency
        2026-08-15,CARREFOUR MARKET LYON,-31.20,EUR
        2026-09-03,NETFLIX.COM,-14.99,EUR
        2026-10-03,NETFLIX.COM,-14.99,EUR
        2026-11-03,NETFLIX.COM,-14.99,EUR
        2026-11-20,CARREFOUR MARKET LYON,-12.80,EUR

        """.utf8))
  }

  @Test func theReportIsWrittenWhole() throws {
    let file = program.scratch.path + "/out/report.html"
    let run = try program(
      "explain", monthly, "--format", "html", "-o", file, "--lang", "fr", "--as-of", "2026-11-25")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.isEmpty)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.contains("14,99\u{A0}€ par mois"))
    #expect(page.contains("3 décembre 2026"))
    #expect(!page.contains("<script"))
  }

  @Test func aFolderThatCannotBeWrittenIsSaid() throws {
    let run = try program("explain", monthly, "-o", "/proc/nowhere/report.txt")
    #expect(run.code == 2)
    #expect(run.err.contains("/proc/nowhere/report.txt"), "\(run.err)")
  }

  @Test func theCalendarHoldsAYearOfRenewals() throws {
    let run = try program("explain", monthly, "--format", "ics", "--as-of", "2026-11-25")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("DTSTART;VALUE=DATE:20261203\r\n"))
    #expect(run.out.components(separatedBy: "BEGIN:VEVENT").count == 13)
    #expect(
      try program("explain", monthly, "--format", "ics", "--as-of", "2026-11-25").out == run.out)
  }

  @Test func noticesComeBeforeTheCharge() throws {
    let soon = try program(
      "notices", monthly, "--within", "14d", "--as-of", "2026-11-25", "--lang", "fr")
    #expect(soon.code == 0, "\(soon.err)")
    #expect(soon.out.contains("se renouvelle le 3 décembre 2026"))
    #expect(soon.out.contains("dans 8 jours"))
    #expect(soon.out.contains("14,99\u{A0}€ par mois"))
    let none = try program("notices", monthly, "--within", "3d", "--as-of", "2026-11-25")
    #expect(none.out == "Nothing to announce until 28 November 2026.\n")
    let json = try JSONValue(
      program("notices", monthly, "--within", "2w", "--as-of", "2026-11-25", "--format", "json")
        .out)
    #expect(json["events"]?[0]?["date"] == .string("2026-12-03"))
    #expect(json["notices"]?[0]?["rule"] == .string("notice-renewal"))
  }

  @Test(arguments: ["14", "d", "-3d", "0d", "9999d", "two weeks"])
  func aSpanThatIsNoneIsAUsageError(_ span: String) throws {
    let run = try program.run(["notices", monthly, "--within=\(span)"])
    #expect(run.code == 2)
    #expect(run.err.contains("--within is days or weeks"), "\(run.err)")
  }

  @Test func aPolicyThatIsWrongIsSaidWithItsPlace() throws {
    let policy = try program.scratch.write(
      "bank.yml", Data("schema: policy/1\nid: bank\ngoodwill: [ lots ]\n".utf8))
    let run = try program("notices", monthly, "--policy", policy)
    #expect(run.code == 2)
    #expect(run.err.contains("bank.yml:3:"), "\(run.err)")
  }

  @Test func theCheckoutExplainsTheChargeThatFollowed() throws {
    func flow(merchant: String) throws -> String {
      try program.scratch.write(
        "visit-\(merchant).flow.md",
        Data(
          """
          ---
          flow: Books
          lang: fr
          currency: EUR
          merchant: \(merchant)
          date: 2018-06-10
          ---
          # 1. Livraison
          [x] Je profite de 30 jours d'essai Premium
          ~ puis 49,90 €/an
          [[ Continuer ]]!

          """.utf8))
    }
    func probability(_ flags: String...) throws -> Double {
      let run = try program.run(["explain", story, "--format", "json"] + flags)
      #expect(run.code == 0, "\(run.err)")
      let lines = try JSONValue(run.out)["statements"]?[0]?["transactions"]
      let explanation = lines?[11]?["explanation"]
      for candidate in [explanation, explanation?["alternatives"]?[0]] {
        guard candidate?["subscription"]?["id"] == .string("amazon/prime"),
          case .number(let value)? = candidate?["probability"]
        else { continue }
        return value
      }
      return 0
    }
    let alone = try probability()
    let explained = try probability("--flow", flow(merchant: "amazon"))
    #expect(explained > 2 * alone)
    #expect(explained >= 0.8)
    #expect(try probability("--flow", flow(merchant: "fnac")) == alone)
    #expect(try program("explain", story, "--flow", "missing.flow.md").code == 2)
  }

  @Test func lettersAreDraftedWhereTheyAreAskedFor() throws {
    let plain = try program("explain", story, "--lang", "fr")
    let drafted = try program("explain", story, "--lang", "fr", "--letters")
    #expect(drafted.code == 0, "\(drafted.err)")
    #expect(drafted.out.hasPrefix(plain.out))
    #expect(drafted.out.contains("--- Lettre au commerçant : Débit de 49,90"))
    #expect(drafted.out.contains("Objet : "))
    #expect(drafted.out.contains("--- Au téléphone, au client : "))
    let english = try program("explain", story, "--lang", "en", "--letters")
    #expect(english.out.contains("--- Letter to the merchant: Charge of 49.90"))
    let none = try program("explain", monthly, "--lang", "en", "--letters")
    #expect(none.out.hasSuffix("There is nothing to write about.\n"))
  }

  @Test func lettersStandInTheJSONOnlyWhereTheyAreAskedFor() throws {
    #expect(try JSONValue(program("explain", story, "--format", "json").out)["letters"] == nil)
    let json = try JSONValue(program("explain", story, "--format", "json", "--letters").out)
    let schema = JSONSchemaValidator(
      schema: try JSONValue(program("rules", "schema", "explain").out))
    #expect(schema.problems(json) == [])
    #expect(json["letters"]?.items.count == 2)
    #expect(json["letters"]?[0]?["transactions"]?.items.count == 2)
    let run = try program("explain", story, "--format", "csv", "--letters")
    #expect(run.code == 2)
    #expect(run.err.contains("--letters goes with"), "\(run.err)")
  }

  @Test func aFreeTrialIsKnownByItsCheckout() throws {
    let flow = try program.scratch.write(
      "trial.flow.md",
      Data(
        """
        ---
        lang: fr
        currency: EUR
        merchant: amazon
        date: 2026-11-10
        ---
        # 1. Livraison
        [x] Je profite de 30 jours d'essai d'Amazon Prime
        ~ puis 69,90 € par an
        [[ Continuer ]]!

        """.utf8))
    let flags = ["--flow", flow, "--as-of", "2026-11-25", "--lang", "en"]
    let soon = try program.run(["notices", monthly, "--within", "30d"] + flags)
    #expect(soon.code == 0, "\(soon.err)")
    #expect(soon.out.contains("The trial of Amazon Prime ends on 10 December 2026"))
    #expect(soon.out.contains("€69.90 a year"))
    let calendar = try program.run(["explain", monthly, "--format", "ics"] + flags)
    #expect(calendar.out.contains("SUMMARY:Trial of Amazon Prime ends\\, then €69.90\r\n"))
    #expect(calendar.out.contains("DTSTART;VALUE=DATE:20261210\r\n"))
  }

  @Test func aFreeTrialIsPossibleWhereTheCardWasChecked() throws {
    let card = try program.scratch.write(
      "check.csv",
      Data(
        """
        Date,Description,Amount,Currency
        2026-09-15,CARREFOUR MARKET LYON,-31.20,EUR
        2026-11-20,AMAZON PRIME*K28Q41,0.00,EUR

        """.utf8))
    let run = try program(
      "notices", card, "--within", "30d", "--as-of", "2026-11-25", "--format", "json")
    let json = try JSONValue(run.out)
    #expect(json["events"]?[0]?["date"] == .string("2026-12-20"))
    #expect(json["events"]?[0]?["possible"] == .bool(true))
    #expect(json["notices"]?[0]?["rule"] == .string("notice-trial-possible"))
  }
}
