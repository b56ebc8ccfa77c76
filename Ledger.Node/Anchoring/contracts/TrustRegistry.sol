// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// Says with which keys each province's node asks and answers the others, epoch by epoch; what was said is never changed.
///
/// An epoch begins at a moment, and the one before it ends there. New keys take `threshold` governors and, after the last
/// of their votes, a delay in which the others may object; ending an epoch takes one governor and counts at once.
/// There is no proxy, and governors are never changed: others of them are a new contract at a new address.
contract TrustRegistry {
    struct Epoch {
        uint64 from; // Unix seconds
        uint64 until; // not included; 0: not ended
        bytes request; // SubjectPublicKeyInfo of the key that signs requests
        bytes answer; // the same, of the key that signs answers
    }

    uint256 private constant LONGEST_KEY = 256;

    mapping(address => bool) public isGovernor;
    uint64 public threshold;
    uint64 public delay; // seconds

    /// change => how many governors voted for it; who did; from when on it may be made, 0: not enough votes.
    mapping(bytes32 => uint64) public votes;
    mapping(bytes32 => mapping(address => bool)) public hasVoted;
    mapping(bytes32 => uint64) public readyAt;

    mapping(uint64 => Epoch[]) private epochs;

    event Voted(bytes32 indexed change, address indexed governor, uint64 readyAt);
    event KeysSet(uint64 indexed division, uint64 indexed epoch, uint64 from, bytes request, bytes answer);
    event Ended(uint64 indexed division, uint64 indexed epoch, address indexed governor, uint64 until);

    error NotGovernor();
    error AlreadyVoted();
    error NotReady(uint64 readyAt);
    error WrongEpoch(uint64 next);
    error WrongTime();
    error WrongKey();
    error WrongGovernors();

    // Storage, not immutables: so the deployed code, and its hash, are the same everywhere.
    constructor(address[] memory governors, uint64 needed, uint64 seconds_) {
        if (needed == 0 || needed > governors.length) revert WrongGovernors();
        for (uint256 i = 0; i < governors.length; i++) {
            if (governors[i] == address(0) || isGovernor[governors[i]]) revert WrongGovernors();
            isGovernor[governors[i]] = true;
        }
        threshold = needed;
        delay = seconds_;
    }

    /// What governors vote for. Chain and contract are part of it, and an epoch is begun once: no vote counts twice.
    function changeOf(uint64 division, uint64 epoch, uint64 from, bytes calldata request, bytes calldata answer)
        public view returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), division, epoch, from, request, answer));
    }

    /// Votes for a change.
    function vote(bytes32 change) external {
        if (!isGovernor[msg.sender]) revert NotGovernor();
        if (hasVoted[change][msg.sender]) revert AlreadyVoted();
        hasVoted[change][msg.sender] = true;
        votes[change] += 1;
        if (votes[change] == threshold) readyAt[change] = uint64(block.timestamp) + delay;
        emit Voted(change, msg.sender, readyAt[change]);
    }

    /// Begins an epoch that enough governors voted for; anybody may call it once the delay is over. `from` may lie in the
    /// future, and never before the moment at which it is said: what was signed before stays as it was.
    function setKeys(uint64 division, uint64 epoch, uint64 from, bytes calldata request, bytes calldata answer) external {
        bytes32 change = changeOf(division, epoch, from, request, answer);
        if (readyAt[change] == 0 || block.timestamp < readyAt[change]) revert NotReady(readyAt[change]);
        Epoch[] storage known = epochs[division];
        if (epoch != known.length) revert WrongEpoch(uint64(known.length));
        if (request.length == 0 || request.length > LONGEST_KEY || answer.length == 0 || answer.length > LONGEST_KEY) revert WrongKey();
        if (from < block.timestamp) revert WrongTime();
        if (epoch > 0) {
            Epoch storage last = known[epoch - 1];
            if (from <= last.from) revert WrongTime();
            if (last.until == 0 || last.until > from) last.until = from;
        }
        known.push(Epoch(from, 0, request, answer));
        emit KeysSet(division, epoch, from, request, answer);
    }

    /// Ends an epoch now, or before it began: nothing is signed with its keys any more.
    function end(uint64 division, uint64 epoch) external {
        if (!isGovernor[msg.sender]) revert NotGovernor();
        Epoch[] storage known = epochs[division];
        if (epoch >= known.length) revert WrongEpoch(uint64(known.length));
        Epoch storage ended = known[epoch];
        if (ended.until == 0 || ended.until > block.timestamp) {
            ended.until = uint64(block.timestamp) > ended.from ? uint64(block.timestamp) : ended.from;
            emit Ended(division, epoch, msg.sender, ended.until);
        }
    }

    /// How many epochs a province has had.
    function epochCount(uint64 division) external view returns (uint64) {
        return uint64(epochs[division].length);
    }

    /// One of them.
    function epochAt(uint64 division, uint64 epoch)
        external view returns (uint64 from, uint64 until, bytes memory request, bytes memory answer)
    {
        Epoch storage known = epochs[division][epoch];
        return (known.from, known.until, known.request, known.answer);
    }
}
