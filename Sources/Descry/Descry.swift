// Descry
