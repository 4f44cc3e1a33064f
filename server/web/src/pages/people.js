/** Radiologists by name, never by rate: as a list, or as a funnel. */
import { t } from '../messages.js';
import { groupsPage } from '../parts/groups.js';

export default groupsPage({
  by: 'reporter',
  path: '/people',
  title: () => t('people.title'),
  subtitle: () => t('people.subtitle'),
  hrefOf: (item) => `/people/${encodeURIComponent(item.id)}`,
});
