// DescryRules
