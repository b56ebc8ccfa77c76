namespace Ledger.Node.Catalogue;

/// <summary>What a field says, whatever it is called on the licence: by this, values are filled in, compared and followed from one licence to the next.</summary>
internal enum FieldMeaning
{
    /// <summary>The name of who holds it; joint holders have a field each, or one together with 、 between their names.</summary>
    HolderName,

    /// <summary>The code of who holds it.</summary>
    HolderCode,

    /// <summary>Domicile, place of business, location.</summary>
    Address,

    /// <summary>法定代表人 or the person in charge.</summary>
    LegalRepresentative,

    /// <summary>证照编号 as printed.</summary>
    Number,

    /// <summary>The last day.</summary>
    ValidTo,

    /// <summary>经营项目 or 经营范围.</summary>
    ItemsOfBusiness,

    /// <summary>包含许可项目: the licences that a composite licence unites.</summary>
    Components,
}
