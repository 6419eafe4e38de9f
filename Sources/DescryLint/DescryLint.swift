// DescryLint
