// The facade's results are made of the shared nouns: whoever imports Descry gets them too.
@_exported public import DescryCore
