import { startIndexPages } from '../../shared/http/items/pages';

/** The service refuses larger pages. */
const PAGE_SIZE = 100;

/** Lists that come by the page; their rows have an `id`. */
export const portalPages = startIndexPages({ id: 'id', pageSize: PAGE_SIZE });

/** For rows of which the node itself leaves some out. */
export const fullPortalPages = startIndexPages({ id: 'id', pageSize: PAGE_SIZE, alwaysFull: true });
