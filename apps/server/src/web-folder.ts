import { fileURLToPath } from 'node:url'

/** The web's build. It lies beside the server's folder, seen from `src` as well as from `dist`. */
export const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))
