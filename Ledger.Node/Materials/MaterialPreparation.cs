using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>Makes a received file ready to be entered: looks for the same one, makes identifier and event, seals what is personal.</summary>
internal sealed class MaterialPreparation(LedgerRead rows, HolderRegister holders, HolderSecrets secrets, HolderVault vault, DateOnly today)
{
    /// <summary>
    /// The material that this authority has already of the same holder, type and file, and that still counts; null for none. Found by opening
    /// the holder's own contents: nothing is stored by which files of two holders could be compared. Of a type that is used in one case only, one of another
    /// case is none.
    /// </summary>
    public Material? FindSame(string authority, MaterialRequest request, MaterialType type, ReceivedMaterial file) => OfHolder(request)
        .Select(found => found.Material)
        .Where(material => material.Identifier.Authority == authority && material.CountsOn(today)
            && (IsOfCase(material, authority, request) || (type.Reuse is not (ReuseRule.SameMatter or ReuseRule.Never) && material.OtherCases.Count < MaterialLimits.OtherCases)))
        .FirstOrDefault(material => MaterialContents.Find(rows, vault, material) is MaterialContent content
            && content.Sha256.Span.SequenceEqual(file.Sha256.Span) && content.Sm3.Span.SequenceEqual(file.Sm3.Span));

    /// <summary>What attaches a material to the case of a request (挂接); null where it is of that case already, or the request names none.</summary>
    public PreparedAttachment? Attach(Material material, string authority, MaterialRequest request)
    {
        if (IsOfCase(material, authority, request))
        {
            return null;
        }

        MaterialAttachment attachment = new() { CaseNumber = request.CaseNumber, StuffType = request.StuffType, StuffSource = request.StuffSource, Operator = request.Operator };
        byte[] content = vault.Seal(rows, material.Holder, "material-attachment", attachment.ToByteArray());
        return new PreparedAttachment(
            new MaterialAttached
            {
                Handle = material.Handle,
                CaseLookup = ByteString.CopyFrom(secrets.CaseLookup(authority, request.CaseNumber!).Span),
                SealedSm3 = SealedDigest.Of(content),
            },
            content,
            today);
    }

    /// <summary>The event, its sealed content, its holder.</summary>
    public PreparedMaterial Prepare(string authority, MaterialRequest request, MaterialType type, ReceivedMaterial file)
    {
        using PreparedHolder holder = holders.Prepare(rows, request.Holder.CodeType, request.Holder.Name, request.Holder.Code);
        Material? previous = request.Replaces is string replaced ? PreviousOf(authority, request, replaced, holder) : null;
        MaterialContent content = MaterialContents.Of(request, file, today);
        byte[] sealedContent = MaterialContents.Seal(vault, holder, content);
        DateOnly? validTo = MaterialTerm.LastDay(type.Validity, request.Dated ?? today, request.ValidTo);
        MaterialRegistered registered = new()
        {
            Handle = file.Handle,
            Identifier = (previous?.Identifier.Next() ?? MaterialIdentifier.New(request.Type, authority)).ToString(),
            Edition = (uint)type.Edition,
            HolderHandle = holder.Handle,
            Level = request.Level.Code(),
            Pending = request.Level is TrustLevel.D,
            ValidTo = validTo is DateOnly last ? LicenceDate.Format(last) : "",
            CaseLookup = request.CaseNumber is string number
                ? ByteString.CopyFrom(secrets.CaseLookup(authority, number).Span)
                : ByteString.Empty,
            PreviousHandle = previous?.Handle ?? ByteString.Empty,
            ContentCommitment = ByteString.CopyFrom(MaterialContents.Commit(content).Span),
            SealedFileSha256 = ByteString.CopyFrom(file.SealedSha256.Span),
            SealedSm3 = SealedDigest.Of(sealedContent),
        };
        return new PreparedMaterial(registered, sealedContent, holder, previous, OfHolder(request).Select(found => found.Position).FirstOrDefault());
    }

    /// <summary>The version, or promise, whose place is taken: this authority's, of the same holder and type, and not ended.</summary>
    private Material PreviousOf(string authority, MaterialRequest request, string identifier, PreparedHolder holder)
    {
        Material? previous = MaterialIdentifier.Find(identifier) is { } known && known.Authority == authority ? MaterialTable.Find(rows, known) : null;
        if (previous is null || previous.Holder != holder.Handle || previous.Identifier.Type != request.Type || previous.IsErased)
        {
            throw new LedgerException(
                LedgerError.NotFound, "没有该主体的这份材料。", "The holder has no such material of this type.", "/replaces");
        }

        _ = previous.Replace(holder.Handle); // refuses now, before the file is put in its place; asked again in the turn
        return previous;
    }

    private bool IsOfCase(Material material, string authority, MaterialRequest request) =>
        request.CaseNumber is not string number || secrets.CaseLookup(authority, number) is Digest asked && (material.Case == asked || material.OtherCases.Contains(asked));

    private IEnumerable<(byte[] Position, Material Material)> OfHolder(MaterialRequest request) =>
        holders.Find(rows, request.Holder.CodeType, request.Holder.Code) is ByteString holder
            ? MaterialTable.Scan(
                rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder, request.Type), after: null, MaterialLimits.OfHolderAndType)
            : [];
}
