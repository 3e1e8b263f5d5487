export const at = (text: string): Date => new Date(text)
