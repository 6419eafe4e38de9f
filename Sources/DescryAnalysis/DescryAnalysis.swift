// DescryAnalysis
