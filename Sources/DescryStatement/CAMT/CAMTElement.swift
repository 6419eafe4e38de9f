/// The elements of ISO 20022 account messages (camt.052, 053, 054) that are read or passed over.
///
/// Elements are told by their local names: versions, namespaces and prefixes differ, names do not.
enum CAMTElement: String, Named {
  // Scopes.
  case statement = "Stmt"
  case report = "Rpt"
  case notification = "Ntfctn"
  case account = "Acct"
  case balance = "Bal"
  case entry = "Ntry"
  case details = "TxDtls"
  case references = "Refs"
  case proprietary = "Prtry"
  case amountDetails = "AmtDtls"
  case instructed = "InstdAmt"
  case transactionAmount = "TxAmt"
  case parties = "RltdPties"
  case debtor = "Dbtr"
  case creditor = "Cdtr"
  case ultimateDebtor = "UltmtDbtr"
  case ultimateCreditor = "UltmtCdtr"
  case debtorAccount = "DbtrAcct"
  case creditorAccount = "CdtrAcct"
  case owner = "Ownr"
  case contact = "CtctDtls"
  case scheme = "SchmeNm"
  case remittance = "RmtInf"
  case structured = "Strd"
  case creditorReference = "CdtrRefInf"
  case returned = "RtrInf"
  case reason = "Rsn"
  case type = "Tp"
  case booked = "BookgDt"
  case value = "ValDt"
  case relatedDates = "RltdDts"
  case period = "FrToDt"
  case other = "Othr"
  case oldOther = "OthrId"
  case oldProprietary = "PrtryAcct"
  case identification = "Id"
  case status = "Sts"

  // Fields.
  case code = "Cd"
  case iban = "IBAN"
  case bban = "BBAN"
  case currency = "Ccy"
  case amount = "Amt"
  case direction = "CdtDbtInd"
  case reversal = "RvslInd"
  case date = "Dt"
  case dateTime = "DtTm"
  case fromDateTime = "FrDtTm"
  case toDateTime = "ToDtTm"
  case created = "CreDtTm"
  case accepted = "AccptncDtTm"
  case settled = "IntrBkSttlmDt"
  case transacted = "TxDtTm"
  case servicerReference = "AcctSvcrRef"
  case endToEnd = "EndToEndId"
  case mandate = "MndtId"
  case reference = "Ref"
  case unstructured = "Ustrd"
  case additionalRemittance = "AddtlRmtInf"
  case additionalEntry = "AddtlNtryInf"
  case additionalTransaction = "AddtlTxInf"
  case additional = "AddtlInf"
  case name = "Nm"
  case phone = "PhneNb"
  case category = "MrchntCtgyCd"
  case link = "RmtLctnElctrncAdr"

  // Passed over whole: amounts and names in them are not the transaction's own.
  case charges = "Chrgs"
  case interest = "Intrst"
  case taxes = "Tax"
  case agents = "RltdAgts"
  case quantities = "RltdQties"
  case prices = "RltdPric"
  case summary = "TxsSummry"
  case availability = "Avlbty"
  case creditLine = "CdtLine"
  case batch = "Btch"
  case transactionCode = "BkTxCd"
  case servicer = "Svcr"
  case address = "PstlAdr"
  case related = "RltdAcct"
  case cash = "CshDpst"
  case security = "FinInstrmId"
  case referred = "RfrdDocInf"

  /// Any other element: what stands in it may still be read.
  case unknown = ""

  /// Whether its text is wanted.
  var isField: Bool {
    switch self {
    case .code, .iban, .bban, .currency, .amount, .direction, .reversal, .date, .dateTime,
      .fromDateTime, .toDateTime, .created, .accepted, .settled, .transacted, .servicerReference,
      .endToEnd, .mandate, .reference, .unstructured, .additionalRemittance, .additionalEntry,
      .additionalTransaction, .additional, .name, .phone, .category, .link, .proprietary,
      .identification, .status:
      true
    default: false
    }
  }

  /// Whether nothing in it is read.
  var isPassedOver: Bool {
    switch self {
    case .charges, .interest, .taxes, .agents, .quantities, .prices, .summary, .availability,
      .creditLine, .batch, .transactionCode, .servicer, .address, .related, .cash,
      .security, .referred:
      true
    default: false
    }
  }

  /// Whether it becomes a row, which has a line.
  var isRow: Bool { self == .entry || self == .details }
}
