/**
 * What replay says of everything that nobody recorded, at the end of a
 * sentence, so that who asks can tell it from a failure.
 */
export const notInRecording = 'not in this recording'
