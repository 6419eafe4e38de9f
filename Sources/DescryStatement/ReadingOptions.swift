public import DescryCore

/// What the user says about files that do not say it themselves.
public struct ReadingOptions: Sendable, Hashable {
  /// In which order a date like `03/07/18` is written.
  public enum DateOrder: String, Sendable, CaseIterable {
    case dmy, mdy, ymd
  }

  /// Which mark stands before decimals.
  public enum DecimalMark: String, Sendable, CaseIterable {
    case comma, point
  }

  /// The order of dates; nil to find out.
  public var dateOrder: DateOrder?
  /// The decimal mark; nil to find out.
  public var decimalMark: DecimalMark?
  /// What the columns of a CSV file hold, from left to right, as `date,-,descriptor,amount`; nil to
  /// find out.
  public var columns: [String]?
  /// The currency where the file does not say.
  public var currency: Currency?

  /// Options; everything is found out unless said.
  public init(
    dateOrder: DateOrder? = nil, decimalMark: DecimalMark? = nil, columns: [String]? = nil,
    currency: Currency? = nil
  ) {
    self.dateOrder = dateOrder
    self.decimalMark = decimalMark
    self.columns = columns
    self.currency = currency
  }
}
