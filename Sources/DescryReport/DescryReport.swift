// DescryReport
