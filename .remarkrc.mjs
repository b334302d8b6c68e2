import validateLinks from 'remark-validate-links';

const repository = 'https://github.com/docspace-acronis/n8n-nodes-docspace-acronis';

/** Links to files, headings and pictures have to lead somewhere, by a path or by a full address. */
export default { plugins: [[validateLinks, { repository, root: import.meta.dirname }]] };
