/** The search field of the top bar. */
export const findInputId = 'find-pods'
