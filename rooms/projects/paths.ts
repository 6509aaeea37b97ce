export const portal = '/projects'
export const desk = '/desk/projects'
export const photo = (number: string, sha256: string) => `${portal}/${number}/photos/${sha256}`
