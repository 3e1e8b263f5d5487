/** The graph of identities: columns of numbers and texts, no object for each event. Made by `loadGraph`. */
export interface Graph {
  readonly whole: boolean
}
