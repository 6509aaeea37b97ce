export const open = '/open'
export const catalog = '/open/catalog.jsonld'
export const services = '/open/services.jsonld'
export const sitemap = '/sitemap.xml'
