/**
 * Reads a boolean of a query as the API server does: what is neither 0 nor false is true.
 * @see apimachinery: pkg/runtime/conversion.go, Convert_Slice_string_To_bool
 */
export function queryFlag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)
  return text !== null && text !== '0' && text.toLowerCase() !== 'false'
}
