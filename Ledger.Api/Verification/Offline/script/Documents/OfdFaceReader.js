import { OfdForms } from './OfdForms.js';
import { OfdLimits } from './OfdLimits.js';
import { squeezed } from './Squeezed.js';
import { XmlReader } from './XmlReader.js';

const [documentName, resourcesName] = ['Doc_0/Document.xml', 'Doc_0/PublicRes.xml'];
const lastOfBasicPlane = 0xffff;
const numberForm = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/;
const numberOf = (text) => (text !== undefined && numberForm.test(text) ? Number(text) : undefined);

/** A page is drawn in another way than our writer's. */
class OtherWayError extends Error {}

function other(what) {
  throw new OtherWayError(`A page is drawn in another way: ${what}.`);
}

/** Reads what the pages of a licence of this system show: pieces `{text, line}` of each page, and the photographs drawn. */
export class OfdFaceReader {
  #archive;
  #drawn = [];

  constructor(archive) {
    this.#archive = archive;
  }

  /** @returns {{pages: {text: string, line: number}[][], fault: string|undefined, photos: Uint8Array[]}} */
  static read(archive, entry) {
    try {
      return new OfdFaceReader(archive).#read(entry);
    } catch (error) {
      if (!(error instanceof OtherWayError)) {
        throw error;
      }

      return { pages: [], fault: error.message, photos: [] };
    }
  }

  #read(entry) {
    OfdFaceReader.#check(entry);
    const bodies = entry.childrenOf('DocBody');
    if (bodies.length !== 1 || bodies[0].textOf('DocRoot') !== documentName) {
      other('the package has another document');
    }

    const document = this.#open(documentName, 'Document');
    if (document.child('CommonData')?.textOf('PublicRes') !== 'PublicRes.xml' || document.childrenOf('Pages').length !== 1) {
      other("the document's parts lie elsewhere");
    }

    const photos = OfdFaceReader.#photosIn(this.#open(resourcesName, 'Res'));
    const pages = document.child('Pages').childrenOf('Page').map((page, i) => {
      this.#archive.checkTime();
      const name = `Pages/Page_${i}/Content.xml`;
      return page.attributes.get('BaseLoc') === name ? this.#piecesOf(this.#open(`Doc_0/${name}`, 'Page')) : other('a page lies elsewhere');
    });
    return { pages, fault: undefined, photos: this.#drawn.map((id) => this.#archive.find(`Doc_0/Res/${photos.get(id)}`) ?? other('a picture is absent')) };
  }

  #open(name, root) {
    const content = this.#archive.find(name);
    const read = content && XmlReader.parse(content);
    if (read?.name !== root) {
      other('a part is absent');
    }

    OfdFaceReader.#check(read);
    return read;
  }

  #piecesOf(page) {
    const pieces = [];
    for (const item of page.childrenOf('Content').flatMap((content) => content.childrenOf('Layer')).flatMap((layer) => layer.children)) {
      if (item.name === 'ImageObject') {
        if (this.#drawn.length === OfdLimits.photos) {
          other('there are more pictures than any licence has');
        }

        this.#drawn.push(item.attributes.get('ResourceID') ?? '');
      } else if (item.name === 'TextObject') {
        pieces.push(OfdFaceReader.#pieceOf(item));
      }
    }

    return pieces.filter(({ text }) => text !== '');
  }

  static #check(root) {
    const fault = OfdForms.faultOf(root);
    if (fault !== undefined) {
      other(fault);
    }
  }

  static #photosIn(resources) {
    const photos = new Map();
    for (const media of resources.childrenOf('MultiMedias').flatMap((list) => list.childrenOf('MultiMedia'))) {
      const [id, file] = [media.attributes.get('ID'), media.textOf('MediaFile')];
      if (id === undefined || file === undefined || photos.has(id)) {
        other('a picture has no place of its own');
      }

      photos.set(id, file);
    }

    return resources.attributes.get('BaseLoc') === 'Res' ? photos : other('resources lie elsewhere');
  }

  static #pieceOf(item) {
    const box = item.attributes.get('Boundary')?.split(' ') ?? [];
    const [codes, colours] = [item.childrenOf('TextCode'), item.childrenOf('FillColor')];
    const [top, down] = [numberOf(box[1]), numberOf(codes[0]?.attributes.get('Y'))];
    if (box.length !== 4 || codes.length !== 1 || colours.length !== 1 || top === undefined || down === undefined) {
      other('a text is written in another way');
    }

    const text = squeezed(codes[0].text);

    // Seen through are only characters that are drawn as shapes beneath: those that programs tear apart.
    const isRare = [...text].length === 1 && text.codePointAt(0) > lastOfBasicPlane;
    const alpha = colours[0].attributes.get('Alpha');
    return alpha === undefined || (alpha === '0' && isRare) ? { text, line: top + down } : other('a text is seen through');
  }
}
