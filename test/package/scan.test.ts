import { packageFolders } from '../../tools/packages/packageFolders';
import { scanPackage } from '../../tools/packages/scan';
import { unpackedPackage } from '../support/packedPackage';

/** n8n's verification lints the repository's source and the published tarball. */
test.each(packageFolders())(
	"n8n's scan of community packages finds nothing in the source and in the tarball of $name",
	async ({ name, folder: source }) => {
		const { folder, remove } = unpackedPackage(source);
		try {
			const found = await scanPackage(name, folder);
			expect(found).toMatchObject({
				details: '',
				source: { passed: true, findings: 0 },
				packed: { passed: true, findings: 0 },
			});
			// A source tree of links must not be taken for an empty one.
			expect(found.source.files).toBeGreaterThan(100);
			expect(found.packed.files).toBeGreaterThan(100);
		} finally {
			remove();
		}
		// It lints everything twice.
	},
	300_000,
);
