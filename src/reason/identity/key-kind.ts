/**
 * By its first letters a key tells whether it lasts or was issued for a session (facts/aws.md 2). Of a lasting one later
 * records tell no time of creation.
 */
export const isLasting = (key: string): boolean => key.startsWith('AKIA')

export const isTemporary = (key: string): boolean => key.startsWith('ASIA')
