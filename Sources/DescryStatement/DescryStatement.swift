// DescryStatement
