import DescryCore
import DescryStatement
import Testing

/// The text of PDFs, laid out as `pdftotext -layout` does.
@Suite struct PDFTests {
  private func read(
    _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> [Statement] {
    try statements("%PDF-1.7", options, pdf: PDFText { _ in Array(text.utf8) })
  }

  private func code(_ text: String) -> String? {
    refusal("%PDF-1.7", pdf: PDFText { _ in Array(text.utf8) })
  }

  private let french = """
    Votre relevé de compte n°7 au 31/07/2018

      DATE                                              DATE                  DATE
                  LIBELLE / REFERENCE                                                            MONTANT
      COMPTA                                          OPERATION              VALEUR

                  SOLDE CREDITEUR AU 30/06/2018                                                  1 090,90 €
       03/07      020718 CB****1234                     03/07                04/07               - 49,90 €
                    LIBRAIRIE DU PORT
                    58,00USD 1 EURO = 1,162000
       04/07      VIR SEPA EMPLOYEUR                    04/07                04/07               1 500,00 €

      Page 1/2
                  LIBELLE / REFERENCE                                       MONTANT
       05/07      PRLV SEPA STREAM       05/07        05/07                - 10,00 €

                  SOLDE CREDITEUR AU 31/07/2018                            2 531,00 €

                  TOTAL DES MOUVEMENTS                                     1 440,10 €
       03/07      VIREMENT RECAPITULE                                        500,00 €
    """

  @Test func `one column of signed amounts, and a recapitulation that is not read`() throws {
    let read = try read(french)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-04 1500.00", "2018-07-05 -10.00"])
    #expect(read[0].balanceCheck == .proved)
    let row = read[0].transactions[0]
    #expect(row.descriptor == "020718 CB****1234 LIBRAIRIE DU PORT 58,00USD 1 EURO = 1,162000")
    #expect(row.valueDate == CalendarDate("2018-07-04"))
  }

  @Test func `columns for both sides`() throws {
    let text = """
      Statement period 1 July 2018 to 31 July 2018
      Date          Description                 Money out     Money in      Balance
                    Start balance                                              100.00
      03 Jul        A SHOP                          49.90                       50.10
                    SECOND LINE
                    B SHOP                           0.10                       50.00
      05 Jul        SALARY                                      1,000.00     1,050.00
                    End balance                                              1,050.00
      """
    let read = try read(text)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-03 -0.10", "2018-07-05 1000.00"])
    #expect(
      read[0].transactions.map(\.descriptor) == ["A SHOP SECOND LINE", "B SHOP", "SALARY"])
    #expect(read[0].balanceCheck == .proved)
  }

  @Test func `a card, on which what is owed has no sign`() throws {
    let text = """
      CREDIT CARD STATEMENT   Statement date 31-07-2018  Payment due 20-08-2018  Minimum due 5.00
      DATE          DESCRIPTION                            AMOUNT
                    LAST MONTH'S BALANCE                    20.00
      02/07         PAYMENT                                (20.00)
      03/07         A SHOP                                  49.90
      30/07         B SHOP                                   0.10
                    TOTAL AMOUNT DUE                        50.00
      """
    let read = try read(text)
    #expect(rows(read) == ["2018-07-02 20.00", "2018-07-03 -49.90", "2018-07-30 -0.10"])
    #expect(read[0].openingBalance == Amount("-20.00"))
    #expect(read[0].balanceCheck == .proved)
  }

  @Test func `over the turn of the year`() throws {
    let text = """
      Kontoauszug vom 10.01.2019
      Datum     Verwendungszweck               Soll        Haben
                Alter Kontostand                          100,00
      28.12.    EINS                          10,00
      03.01.    ZWEI                                        5,00
                Neuer Kontostand                           95,00
      """
    #expect(rows(try read(text)) == ["2018-12-28 -10.00", "2019-01-03 5.00"])
  }

  @Test func `what cannot be proved is refused`() {
    #expect(code(french.replacingOne("- 49,90", "- 49,80")) == "S042 unproved")
    #expect(code(french.replacingOne("SOLDE CREDITEUR AU 31/07/2018", "")) == "S042 unproved")
    #expect(code("A letter of the bank about 12,50 EUR of fees.") == "S042 unproved")
  }

  @Test func `no text`() {
    #expect(code("\u{0C}  \n \u{0C}") == "S041 no-text")
    #expect(refusal("%PDF-1.7") == "S040 pdf")
  }
}
