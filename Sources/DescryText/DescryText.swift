// DescryText
