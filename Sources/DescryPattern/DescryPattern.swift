// DescryPattern
