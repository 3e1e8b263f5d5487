/** One element of a file: where it stands, and its text where the bytes at that place are not the JSON itself. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly text?: string
}

/** How a file holds several JSON objects. */
export interface Container {
  readonly id: string
  readonly sentence: string
  /** The elements, or undefined when the file is not of this form. Throws `Rejection`. */
  readonly split: (bytes: Buffer) => readonly Found[] | undefined
}
