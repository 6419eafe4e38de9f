// DescryLookup
