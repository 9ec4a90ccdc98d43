/** Every endpoint of Fin. */
import { catalogs, connectors } from './connectors';
import { fin, voice } from './conversations';

export const finRoutes = [...fin, ...voice, ...connectors, ...catalogs];
