const namespace = 'http://www.ofdspec.org/2016';
const form = (attributes, children) => ({ attributes: attributes.split(' '), children: children.split(' ').filter((child) => child !== '') });
const leaf = form('', '');
const known = {
  OFD: form('Version DocType', 'DocBody'),
  DocBody: form('', 'DocInfo DocRoot Signatures'),
  DocInfo: form('', 'DocID Title Author CreationDate ModDate DocUsage Creator CreatorVersion CustomDatas'),
  CustomDatas: form('', 'CustomData'),
  CustomData: form('Name', ''),
  Document: form('', 'CommonData Pages Attachments'),
  CommonData: form('', 'MaxUnitID PageArea PublicRes'),
  PageArea: form('', 'PhysicalBox'),
  Pages: form('', 'Page'),
  Res: form('BaseLoc', 'Fonts MultiMedias'),
  Fonts: form('', 'Font'),
  Font: form('ID FontName FamilyName', 'FontFile'),
  MultiMedias: form('', 'MultiMedia'),
  MultiMedia: form('ID Type Format', 'MediaFile'),
  Page: form('ID BaseLoc', 'Area Content'),
  Area: form('', 'PhysicalBox'),
  Content: form('', 'Layer'),
  Layer: form('ID Type', 'TextObject PathObject ImageObject'),
  TextObject: form('ID Boundary Font Size', 'FillColor TextCode'),
  PathObject: form('ID Boundary Stroke Fill LineWidth', 'FillColor StrokeColor AbbreviatedData'),
  ImageObject: form('ID Boundary CTM ResourceID', ''),
  FillColor: form('Value Alpha', ''),
  StrokeColor: form('Value Alpha', ''),
  TextCode: form('X Y DeltaX', ''),
};

/**
 * The elements and attributes that this system's writer uses of GB/T 33190: OfdForms of Ledger.Api. What it does not use could show, hide or move
 * something: templates, annotations, clips, composite objects, actions.
 */
export class OfdForms {
  /** Why a tree is written in another way; undefined where it is written in this one. */
  static faultOf(root) {
    const open = [root];
    while (open.length > 0) {
      const element = open.pop();
      const { attributes, children } = Object.hasOwn(known, element.name) ? known[element.name] : leaf;
      const isKnown = element.namespace === namespace
        && [...element.attributes.keys()].every((name) => attributes.includes(name))
        && element.children.every((child) => children.includes(child.name))
        && (children.length === 0 || element.ownText.trim() === '');
      if (!isKnown) {
        return `the element ${element.name.slice(0, 20)}`;
      }

      open.push(...element.children);
    }

    return undefined;
  }
}
