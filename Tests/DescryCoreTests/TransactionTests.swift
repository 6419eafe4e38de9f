import DescryCore
import Testing

@Suite struct TransactionTests {
  @Test func `a renewed row is a new row`() {
    let date = CalendarDate(dayNumber: 20_000)
    let amount = Amount(units: -690, scale: 2)
    var row = Transaction(id: "A1", date: date, amount: .zero, currency: .usd, descriptor: "CAFE")
    row.valueDate = date.adding(days: 1)
    row.balance = amount
    row.status = .pending
    row.counterparty = "Café du Port"
    row.reference = "R1"
    row.line = 7
    row.mcc = "5814"
    row.creditorID = "FR00ZZZ123456"
    row.mandate = "M1"
    row.phone = "0102030405"
    row.url = "cafe.example"
    row.originalAmount = Money(amount, .gbp)
    row.returnReason = "MD06"
    // Every stored field was given something, so that none can be forgotten.
    let blank = Transaction(id: "", date: date, amount: .zero, currency: nil, descriptor: "")
    for (field, other) in zip(Mirror(reflecting: row).children, Mirror(reflecting: blank).children)
    where field.label != "date" && field.label != "amount" {
      #expect("\(field.value)" != "\(other.value)", "\(field.label ?? "")")
    }
    row.renew(date: date, amount: amount, currency: .eur, descriptor: "PAIN")
    #expect(
      row == Transaction(id: "", date: date, amount: amount, currency: .eur, descriptor: "PAIN"))
  }
}
