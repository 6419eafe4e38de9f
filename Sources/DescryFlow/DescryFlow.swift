// DescryFlow
