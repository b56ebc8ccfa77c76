using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>Who holds a licence.</summary>
/// <param name="Name">Name as registered.</param>
/// <param name="CodeType">Type of the code (GB/T 36903 Annex A).</param>
/// <param name="Code">The code.</param>
internal sealed record HolderIdentity(string Name, string CodeType, string Code);

/// <summary>What a department asks for when it issues a licence.</summary>
/// <param name="Type">Type code.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Serial">流水号 of the identifier.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The holder.</param>
/// <param name="Validity">From when to when.</param>
/// <param name="Fields">The face fields of the type, by their short names.</param>
internal sealed record IssueLicence(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    HolderIdentity Holder,
    Validity Validity,
    IReadOnlyDictionary<string, string> Fields);
