using Google.Protobuf;
using Ledger.Crypto.Certificates;
using Ledger.Node.Log;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>Uses of materials: their structured fields, and their files.</summary>
internal sealed partial class UseRegister
{
    /// <summary>So long after a use its file can be fetched, as often as it takes.</summary>
    public static readonly TimeSpan FileFor = TimeSpan.FromHours(1);

    /// <summary>Uses a material.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What, what for, and on what basis.</param>
    /// <param name="key">The request; repeated it is the same use, and is answered while its consent and the material count.</param>
    /// <param name="cancel">Stops waiting; the use may be entered all the same.</param>
    /// <exception cref="LedgerException">A field is wrong; as <see cref="MaterialUseFinder.Find"/> and <see cref="PreparedUse.Enter"/>.</exception>
    public async Task<MadeMaterialUse> UseAsync(UseCaller caller, MaterialUseRequest request, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        LogReceipt receipt = await EnterAsync(caller, key, rows => Prepare(rows, caller, request), cancel);
        using LedgerRead after = ledger.Read();
        UseMade made = UseTable.GetAt(after, receipt.Index).Made;
        (OpenedMaterial material, UseContent content) = OpenGiven(after, receipt.Index, made);
        return new MadeMaterialUse(
            made, receipt, material, material.Fields.Where(field => content.Fields.Contains(field.Key)).ToDictionary(StringComparer.Ordinal), content.File);
    }

    /// <summary>
    /// The file of a material, for a use that the caller made of it. Given piece by piece while the consent counts: a withdrawal breaks it off within a second.
    /// </summary>
    /// <param name="caller">Who made the use.</param>
    /// <param name="index">Log index of the use.</param>
    /// <param name="part">Which bytes of it.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no use of the caller's of a file; <see cref="LedgerError.ConsentNotInForce"/>; <see cref="LedgerError.WrongState"/>: the material
    /// does not count any more, or the use was made too long ago; <see cref="LedgerError.InvalidField"/>: the file has no such bytes.
    /// </exception>
    public GuardedFile OpenFile(UseCaller caller, long index, FilePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        (OpenedMaterial material, UseContent content) = RequireFile(caller, index);
        part.RequireIn(material.Content.Length);
        MaterialRight right = new(caller.Authority, material.Material.Handle);
        return new GuardedFile(
            material,
            part,
            () => materials.OpenFile(materials.Open(right, material.Material.Identifier.ToString()), part.From),
            () => RequireFile(caller, index),
            time)
        {
            Recipient = content.Recipient.IsEmpty ? null : Certificate.Parse(content.Recipient.Memory),
        };
    }

    private (OpenedMaterial Material, UseContent Content) RequireFile(UseCaller caller, long index)
    {
        using LedgerRead rows = ledger.Read();
        UseRow use = UseTable.GetAt(rows, index);
        UseMade made = use.Made;
        if (made.MaterialHandle.IsEmpty || made.Caller != CallerOf(caller))
        {
            throw GivenConsents.NotFound();
        }

        (OpenedMaterial material, UseContent content) = OpenGiven(rows, index, made);
        return !content.File ? throw GivenConsents.NotFound()
            : time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(use.Time) > FileFor
                ? throw new LedgerException(LedgerError.WrongState, "用证已超过一小时，请重新用证。", "The use was made more than an hour ago; make another.")
            : (material, content);
    }

    private PreparedUse Prepare(LedgerRead rows, UseCaller caller, MaterialUseRequest request)
    {
        request.Require(materialTypes);
        FoundMaterial found = materialFinder.Find(rows, caller, request, time.GetUtcNow());
        Material material = found.Material.Material;
        UseContent content = UseContents.Of(caller, request.Purpose, request.Claim, found.LegalBasis);
        content.Fields.AddRange(request.Fields is null ? found.Material.Fields.Keys : request.Fields.Where(found.Material.Fields.ContainsKey));
        content.File = request.Fields is null;
        UseMade made = Event(caller, request.Claim, found.Consent, [material.Holder]);
        made.InspectionHandle = found.Inspection?.Handle ?? ByteString.Empty;
        made.MaterialHandle = material.Handle;
        return UseContents.Seal(rows, vault, made, content);
    }

    /// <summary>The material of a use, as long as it may be given.</summary>
    private (OpenedMaterial Material, UseContent Content) OpenGiven(LedgerRead rows, long index, UseMade made)
    {
        RequireStillGiven(rows, made);
        UseContent content = UseContents.TryOpen(rows, vault, index, made) ?? throw GivenConsents.NotFound();
        OpenedMaterial material = MaterialTable.Find(rows, made.MaterialHandle) is Material known && materials.FindOpened(rows, known) is OpenedMaterial opened
            ? opened
            : throw GivenConsents.NotFound();
        materialFinder.RequireUsable(material, content.CaseNumber);
        return (material, content);
    }
}
