using Ledger.Api.Consents;
using Ledger.Api.Licences;
using Ledger.Api.Materials;
using Ledger.Api.SignIn;

namespace Ledger.Api.Holdings;

/// <summary>一人（企）一档: all that the ledger has of the person, or of the company that the person acts for; of each list the first page.</summary>
/// <param name="Holders">As whom the person signed in.</param>
/// <param name="Licences">As <c>GET /api/v1/me/licences</c>; goes on there.</param>
/// <param name="Materials">As <c>GET /api/v1/me/materials</c>; goes on there.</param>
/// <param name="Consents">As <c>GET /api/v1/me/consents</c>; goes on there. Each says where it is withdrawn.</param>
/// <param name="Uses">As <c>GET /api/v1/me/uses</c>, the access ledger; goes on there. Each says in a sentence who, when, which fields, for which matter and on what basis, and where it is objected to.</param>
public sealed record FolderResponse(
    IReadOnlyList<OwnHolderContract> Holders, LicenceListResponse Licences, MaterialListResponse Materials, ConsentListResponse Consents, OwnUseListResponse Uses);
